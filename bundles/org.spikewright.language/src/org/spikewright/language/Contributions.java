package org.spikewright.language;

import com.google.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.Contribution;

/**
 * What the bundles that are there contribute. On a plain class path it is found as services are; in OSGi, where bundles do not see each
 * other's files, each bundle is asked for the same file. Bundles that the product does not have lie in a folder that the property
 * {@value #FOLDER} names.
 */
@Singleton
public final class Contributions {

    private static final String FILE = "META-INF/services/" + Contribution.class.getName();
    private static final String FOLDER = "spikewright.extensions";

    private final List<Contribution> all = List.copyOf(found());
    private final Bindings bindings = new Bindings(all);

    /** What functions mean to the engines that are there. */
    public Bindings bindings() {
        return bindings;
    }

    /** The files of the language that bundles have beside the standard library. */
    public List<URL> library() {
        return all.stream().flatMap(contribution -> contribution.library().stream().peek(file -> {
            if (file == null) {
                throw new IllegalStateException(contribution.getClass().getName() + " contributes a library file that its bundle lacks;"
                        + " name the file, and have the bundle's build.properties include it");
            }
        })).toList();
    }

    private static List<Contribution> found() {
        Bundle own = FrameworkUtil.getBundle(Contributions.class);
        if (own == null) {
            return ServiceLoader.load(Contribution.class).stream().map(ServiceLoader.Provider::get).toList();
        }
        install(own.getBundleContext());
        List<Contribution> all = new ArrayList<>();
        for (Bundle bundle : own.getBundleContext().getBundles()) {
            URL file = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getEntry(FILE);
            if (file != null) {
                all.addAll(of(bundle, file));
            }
        }
        return all;
    }

    /** Adds the bundles that are not the product's own, for as long as the process runs. */
    private static void install(BundleContext context) {
        String folder = context.getProperty(FOLDER);
        if (folder == null || folder.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                context.installBundle(file.toUri().toString());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the folder of extensions cannot be read: " + e.getMessage(), e);
        } catch (BundleException e) {
            throw new IllegalStateException("an extension in " + folder + " is no bundle: " + e.getMessage(), e);
        }
    }

    private static List<Contribution> of(Bundle bundle, URL file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            List<Contribution> all = new ArrayList<>();
            for (String line : lines.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).toList()) {
                all.add(Contribution.class.cast(bundle.loadClass(line).getConstructor().newInstance()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(bundle.getSymbolicName() + " contributes something that cannot be made: " + e, e);
        }
    }
}
