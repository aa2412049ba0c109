package org.spikewright.language.server;

import com.google.common.base.Throwables;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.util.Modules;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.ServerModule;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.language.ide.SpikeIdeSetup;
import org.spikewright.language.library.Library;

/** Makes language servers. */
public final class LanguageServices {

    private final Injector injector;

    /**
     * Registers the language with its editor services; takes about a second.
     *
     * @throws UnreadableModelException if a bundle contributes to it what cannot be
     */
    public LanguageServices() {
        Injector language = new SpikeIdeSetup().createInjectorAndDoEMFRegistration();
        language.getInstance(Library.class).declarations();
        injector = Guice.createInjector(
                Modules.override(new ServerModule()).with(new SpikeServerModule(
                language.getInstance(IResourceServiceProvider.class), language.getInstance(UriExtensions.class))));
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
     * Serves an editor in another process until it says that it leaves, or its stream ends.
     *
     * @param in what the editor says
     * @param out what the editor hears
     * @return whether the editor left in order: not without having shut the server down
     * @throws InterruptedException if this thread is interrupted
     */
    public boolean serve(InputStream in, OutputStream out) throws InterruptedException {
        ModelServer server = injector.getInstance(ModelServer.class);
        ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("Editor", 0).factory());
        Launcher<LanguageClient> launcher = new Conversation(server, in, out, threads).create();
        server.connect(launcher.getRemoteProxy());
        Future<Void> listening = launcher.startListening();
        try {
            return CompletableFuture.supplyAsync(() -> ended(listening), threads).applyToEither(server.left(), Function.identity()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the editor's stream broke: " + Throwables.getRootCause(e).getMessage(), e);
        } finally {
            threads.shutdownNow(); // a thread that reads goes with the process
        }
    }

    /** Whoever closes the stream has nothing more to say. */
    private static boolean ended(Future<Void> listening) {
        try {
            listening.get();
            return true;
        } catch (InterruptedException | ExecutionException e) {
            throw new CompletionException(e);
        }
    }
}
