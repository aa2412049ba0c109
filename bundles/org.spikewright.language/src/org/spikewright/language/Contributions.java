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
import org.osgi.framework.Constants;
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

    private List<Contribution> all;

    /**
     * What functions mean to the engines that are there.
     *
     * @throws UnreadableModelException if a bundle contributes what cannot be
     */
    public Bindings bindings() {
        try {
            return new Bindings(all());
        } catch (IllegalStateException e) {
            throw new UnreadableModelException(e.getMessage() + "; leave one of the extensions out", e);
        }
    }

    /**
     * The files of the language that bundles have beside the standard library.
     *
     * @throws UnreadableModelException if a bundle contributes what cannot be
     */
    public List<URL> library() {
        List<URL> files = new ArrayList<>();
        for (Contribution contribution : all()) {
            for (URL file : contribution.library()) {
                if (file == null) {
                    throw new UnreadableModelException(contribution.getClass().getName() + " contributes a library file that its bundle lacks;"
                            + " have the bundle's build.properties include it");
                }
                files.add(file);
            }
        }
        return files;
    }

    private synchronized List<Contribution> all() {
        if (all == null) {
            all = List.copyOf(found());
        }
        return all;
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
        String folder = System.getProperty(FOLDER);
        if (folder == null || folder.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            List<Bundle> installed = jars.stream().map(file -> install(file, context)).toList();
            for (int i = 0; i < jars.size(); i++) { // once all are there, since they may need each other
                start(jars.get(i), installed.get(i));
            }
        } catch (IOException e) {
            throw new UnreadableModelException("the folder of extensions " + folder + " cannot be read; name one that is there", e);
        }
    }

    private static Bundle install(Path file, BundleContext context) {
        try {
            return context.installBundle(file.toUri().toString());
        } catch (BundleException e) {
            throw unusable(file, e);
        }
    }

    /** Lets a bundle offer its services: engines in place of the product's. */
    private static void start(Path file, Bundle bundle) {
        try {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            }
        } catch (BundleException e) {
            throw unusable(file, e);
        }
    }

    private static UnreadableModelException unusable(Path file, BundleException e) {
        return new UnreadableModelException(file + " is no bundle that can be added" + reason(e) + "; take it out of the folder of"
                + " extensions, or build it again", e);
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
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new UnreadableModelException("the bundle " + bundle.getSymbolicName() + " contributes something that cannot be made"
                    + reason(e) + "; build it for this version", e);
        }
    }

    /** The first line of what led to it. */
    private static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? "" : " (" + cause.getMessage().lines().findFirst().orElse("") + ")";
    }
}
