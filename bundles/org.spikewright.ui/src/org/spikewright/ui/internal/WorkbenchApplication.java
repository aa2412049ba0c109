package org.spikewright.ui.internal;

import java.io.IOException;

import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

/** Opens the workbench on the workspace that the launcher named, else on the product's own. */
public final class WorkbenchApplication implements IApplication {

    private final SpikewrightWorkbenchAdvisor advisor = new SpikewrightWorkbenchAdvisor();

    @Override
    public Object start(IApplicationContext context) throws IOException {
        Display display = PlatformUI.createDisplay();
        try {
            Location workspace = Platform.getInstanceLocation();
            if (!workspace.isSet()) { // the launcher named none
                workspace.set(workspace.getDefault(), false);
            }
            if (!workspace.lock()) {
                MessageDialog.openError(null, "Spikewright",
                        "The workspace " + workspace.getURL().getPath()
                                + " is open in another window. Close that window, or name another folder with -data.");
                return EXIT_OK;
            }
            try {
                int code = PlatformUI.createAndRunWorkbench(display, advisor);
                return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
            } finally {
                workspace.release();
            }
        } finally {
            display.dispose();
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            advisor.end();
            IWorkbench workbench = PlatformUI.getWorkbench();
            workbench.getDisplay().syncExec(workbench::close);
        }
    }
}
