package org.spikewright.editor.ui.internal;

import java.util.Arrays;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;

/** Starts the language's services in the background once the window is there, so that all models get checked. */
public final class Startup implements IStartup {

    @Override
    public void earlyStartup() {
        PlatformUI.getWorkbench().getDisplay().asyncExec(() -> Arrays.stream(PlatformUI.getWorkbench().getWorkbenchWindows())
                .flatMap(window -> Arrays.stream(window.getPages())).forEach(new ProblemsTable()::follow));
        PlatformUI.getWorkbench().getService(LanguageSession.class).start();
    }
}
