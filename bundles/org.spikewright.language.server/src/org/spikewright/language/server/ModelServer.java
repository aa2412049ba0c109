package org.spikewright.language.server;

import com.google.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.ide.server.concurrent.IRequestManager;
import org.spikewright.language.ide.ShapeHints;

/**
 * The language server. It tells the editor which files it wants to hear of, and that a check failed, whose user would wait for
 * findings in vain.
 */
class ModelServer extends LanguageServerImpl {

    @Inject
    private IRequestManager requests;

    @Inject
    private UriExtensions uris;

    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private ModelWorkspace models;
    private LanguageClient editor;
    private boolean wantsRegistration;
    private volatile boolean isShutDown;

    @Override
    public void setWorkspaceManager(WorkspaceManager manager) {
        super.setWorkspaceManager(manager);
        models = (ModelWorkspace) manager;
    }

    @Override
    public void connect(LanguageClient client) {
        super.connect(client);
        editor = client;
    }

    /** When the editor has said that it leaves: whether it has shut the server down before, as it should. */
    CompletableFuture<Boolean> left() {
        return left;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        wantsRegistration = Optional.ofNullable(params.getCapabilities()).map(ClientCapabilities::getWorkspace)
                .map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
                .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration).orElse(false);
        return super.initialize(params);
    }

    /** The protocol has no other way to ask for news of files that are not open. */
    @Override
    public void initialized(InitializedParams params) {
        super.initialized(params);
        if (wantsRegistration) {
            editor.registerCapability(new RegistrationParams(List.of(new Registration("models", "workspace/didChangeWatchedFiles",
                    new DidChangeWatchedFilesRegistrationOptions(List.of(new FileSystemWatcher(Either.forLeft("**/*.spike"))))))));
        }
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        isShutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        left.complete(isShutDown);
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

    /** The server offers no commands; those of its lenses are the editor's. */
    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
        throw new UnsupportedOperationException();
    }

    /** News of other files, and of folders, concern no model. */
    @Override
    protected Buildable toBuildable(DidChangeWatchedFilesParams params) {
        return super.toBuildable(new DidChangeWatchedFilesParams(
                params.getChanges().stream().filter(change -> ModelWorkspace.isModel(uris.toUri(change.getUri()))).toList()));
    }

    /** Lenses are whole as they are; nobody asks for more of them. */
    @Override
    protected void installURI(List<? extends CodeLens> lenses, String uri) {
        // nothing to note in them
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        super.didChangeConfiguration(params);
        runBuildable(models::pending);
    }

    @Override
    public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
        super.didChangeWorkspaceFolders(params);
        runBuildable(models::pending);
    }

    @Override
    protected void runBuildable(Supplier<? extends Buildable> next) {
        CompletableFuture<?> build = requests.runWrite(() -> changed(next), (cancel, buildable) -> buildable.build(cancel));
        build.whenComplete((_, failure) -> report(failure));
    }

    private Buildable changed(Supplier<? extends Buildable> next) {
        try {
            return next.get();
        } catch (RuntimeException failure) {
            report(failure);
            return models.pending();
        }
    }

    private void report(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause != null && !(cause instanceof CancellationException)) {
            editor.logMessage(new MessageParams(MessageType.Error, "The models could not be checked after a change: " + cause));
        }
    }
}
