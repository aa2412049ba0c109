package org.spikewright.language.server;

import com.google.inject.Inject;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.concurrent.IRequestManager;
import org.spikewright.language.ide.ShapeHints;

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
    protected ServerCapabilities createServerCapabilities(InitializeParams params) {
        ServerCapabilities capabilities = super.createServerCapabilities(params);
        capabilities.setInlayHintProvider(true);
        return capabilities;
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        URI file = getURI(params.getTextDocument());
        return requests.runRead(_ -> getWorkspaceManager().doRead(file, (document, resource) -> resource == null ? List.of()
                : getService(file, ShapeHints.class).of(document, resource, params.getRange())));
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
