package org.spikewright.editor.ui.internal;

import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;

/** Starts the language's services in the background once the window is there, so that all models get checked. */
public final class Startup implements IStartup {

    @Override
    public void earlyStartup() {
        PlatformUI.getWorkbench().getService(LanguageSession.class).start();
    }
}
