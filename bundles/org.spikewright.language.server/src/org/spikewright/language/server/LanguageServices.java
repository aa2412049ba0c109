package org.spikewright.language.server;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.util.Modules;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.ServerModule;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.spikewright.language.ide.SpikeIdeSetup;

/** Makes language servers. */
public final class LanguageServices {

    private final Injector injector;

    /** Registers the language with its editor services; takes about a second. */
    public LanguageServices() {
        Injector language = new SpikeIdeSetup().createInjectorAndDoEMFRegistration();
        injector = Guice.createInjector(
                Modules.override(new ServerModule()).with(new SpikeServerModule(language.getInstance(IResourceServiceProvider.class))));
    }

    /**
     * Makes a server for an editor in this process. The editor initialises it, and says that it is initialised, before it
     * does anything else.
     *
     * @param client hears from the server, on the server's threads
     */
    public LanguageServer connect(LanguageClient client) {
        LanguageServerImpl server = injector.getInstance(LanguageServerImpl.class);
        server.connect(client);
        return server;
    }

    /**
     * Serves an editor in another process until its stream ends.
     *
     * @param in what the editor says
     * @param out what the editor hears
     * @throws InterruptedException if this thread is interrupted
     */
    public void serve(InputStream in, OutputStream out) throws InterruptedException {
        LanguageServerImpl server = injector.getInstance(LanguageServerImpl.class);
        Launcher<LanguageClient> launcher = Launcher.createLauncher(server, LanguageClient.class, in, out);
        server.connect(launcher.getRemoteProxy());
        try {
            launcher.startListening().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the editor's stream broke: " + e.getCause().getMessage(), e);
        }
    }
}
