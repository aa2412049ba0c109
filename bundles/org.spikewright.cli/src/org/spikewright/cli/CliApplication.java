package org.spikewright.cli;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;
import org.spikewright.jobs.Jobs;

/** Starts the command line inside an OSGi framework. */
public final class CliApplication implements IApplication {

    private static final long SERVICE_TIMEOUT_MILLIS = 20_000;

    @Override
    public Object start(IApplicationContext context) {
        String[] args = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return new Cli(CliApplication::jobs).run(args, Io.ofProcess());
    }

    @Override
    public void stop() {
        // A command ends with the process; nothing outlives it.
    }

    private static Jobs jobs() {
        BundleContext context = FrameworkUtil.getBundle(CliApplication.class).getBundleContext();
        ServiceTracker<Jobs, Jobs> tracker = new ServiceTracker<>(context, Jobs.class, null);
        tracker.open();
        try {
            Jobs jobs = tracker.waitForService(SERVICE_TIMEOUT_MILLIS);
            if (jobs == null) {
                throw new IllegalStateException("the engines did not start; see the log in the product's configuration folder");
            }
            return jobs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engines started", e);
        }
    }
}
