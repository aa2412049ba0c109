package org.spikewright.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.spikewright.common.binding.Contribution;

/**
 * What the bundles that are there contribute. On a plain class path it is found as services are; in OSGi, where bundles do not see each
 * other's files, each bundle is asked for the same file.
 */
final class Contributions {

    private static final String FILE = "META-INF/services/" + Contribution.class.getName();

    private Contributions() {
    }

    /** All contributions, in no particular order. */
    static List<Contribution> all() {
        Bundle own = FrameworkUtil.getBundle(Contributions.class);
        if (own == null) {
            return ServiceLoader.load(Contribution.class).stream().map(ServiceLoader.Provider::get).toList();
        }
        List<Contribution> all = new ArrayList<>();
        for (Bundle bundle : own.getBundleContext().getBundles()) {
            URL file = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getEntry(FILE);
            if (file != null) {
                all.addAll(of(bundle, file));
            }
        }
        return all;
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
