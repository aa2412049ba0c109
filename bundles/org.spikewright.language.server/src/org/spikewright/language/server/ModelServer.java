package org.spikewright.language.server;

import com.google.inject.Inject;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.concurrent.IRequestManager;

/** The language server. A check that fails is told to the editor, whose user would wait for findings in vain. */
class ModelServer extends LanguageServerImpl {

    @Inject
    private IRequestManager requests;

    private LanguageClient editor;

    @Override
    public void connect(LanguageClient client) {
        super.connect(client);
        editor = client;
    }

    @Override
    protected void runBuildable(Supplier<? extends Buildable> next) {
        CompletableFuture<?> build = requests.runWrite(next::get, (cancel, buildable) -> buildable.build(cancel));
        build.whenComplete((_, failure) -> report(failure));
    }

    private void report(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause != null && !(cause instanceof CancellationException)) {
            editor.logMessage(new MessageParams(MessageType.Error, "The models could not be checked after a change: " + cause));
        }
    }
}
