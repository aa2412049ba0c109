package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeCapabilities;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameCapabilities;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.spikewright.testing.Repository;

/** An editor that speaks with {@code spikewright lsp} in a process of its own, over its standard streams. */
class EditorProcessTest implements LanguageClient {

    @TempDir
    private Path folder;
    private Process process;
    private LanguageServer server;
    private ServerCapabilities capabilities;
    private TextDocumentService documents;
    private TextDocumentIdentifier digits;
    private String text;
    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        text = Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike"));
        Path file = folder.resolve("digits.spike");
        Files.writeString(file, text);
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath(),
                ServerProcess.class.getName()).redirectError(Redirect.INHERIT).start();
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, process.getInputStream(), process.getOutputStream());
        launcher.startListening();
        server = launcher.getRemoteProxy();
        documents = server.getTextDocumentService();
        digits = new TextDocumentIdentifier(file.toUri().toString());
        InitializeParams params = new InitializeParams();
        params.setCapabilities(abilities());
        params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "models")));
        capabilities = answer(server.initialize(params)).getCapabilities();
        server.initialized(new InitializedParams());
        documents.didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(digits.getUri(), "spike", 1, text)));
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    private static ClientCapabilities abilities() {
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setWorkspaceFolders(true);
        TextDocumentClientCapabilities ability = new TextDocumentClientCapabilities();
        ability.setDocumentSymbol(new DocumentSymbolCapabilities());
        ability.getDocumentSymbol().setHierarchicalDocumentSymbolSupport(true);
        ability.setFoldingRange(new FoldingRangeCapabilities());
        ability.setRename(new RenameCapabilities(true, false));
        return new ClientCapabilities(workspace, ability, null, null);
    }

    /** What this process runs, for a process without OSGi. */
    static String classPath() {
        return Arrays.stream(FrameworkUtil.getBundle(EditorProcessTest.class).getBundleContext().getBundles())
                .flatMap(EditorProcessTest::places).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> places(Bundle bundle) {
        return FileLocator.getBundleFileLocation(bundle).map(File::toPath).stream().flatMap(place -> Stream.of(place,
                place.resolve("target/classes"), place.resolve("bin"))).filter(Files::exists).map(Path::toString);
    }

    @Test
    void servesEverythingAnEditorAsksFor() throws Exception {
        assertEquals(List.of(), codes(1));
        Position flatten = position("flatten");
        CompletionItem loss = answer(documents.completion(new CompletionParams(digits, position("crossEntropy")))).getRight().getItems()
                .stream().filter(item -> item.getLabel().equals("crossEntropy")).findFirst().orElseThrow();
        assertTrue(loss.getDocumentation().getLeft().contains("softmax"), loss.toString());
        String hover = answer(documents.hover(new HoverParams(digits, position("dense(256)")))).getContents().getRight().getValue();
        assertTrue(hover.contains("Gives [256] and learns 200,960 parameters."), hover);
        assertTrue(answer(documents.definition(new DefinitionParams(digits, flatten))).getLeft().getFirst().getUri()
                .endsWith("layer.spike"));
        assertEquals(4, answer(documents.references(new ReferenceParams(digits, position("Learn {"), new ReferenceContext(true)))).size());
        assertEquals("Learn", answer(documents.prepareRename(new PrepareRenameParams(digits, position("Learn {")))).getSecond().getPlaceholder());
        Map<String, List<TextEdit>> renamed = answer(documents.rename(new RenameParams(digits, position("Learn {"), "Study"))).getChanges();
        assertEquals(4, renamed.get(digits.getUri()).size());
        assertEquals(List.of(), answer(documents.formatting(new DocumentFormattingParams(digits, new FormattingOptions(4, false)))));
        assertEquals("Glyphs", answer(documents.documentSymbol(new DocumentSymbolParams(digits))).getFirst().getRight().getChildren()
                .getFirst().getName());
        assertTrue(capabilities.getSemanticTokensProvider().getLegend().getTokenTypes().contains("class"));
        assertTrue(answer(documents.semanticTokensFull(new SemanticTokensParams(digits))).getData().size() > 5 * 100);
        assertEquals(List.of(": [256]", ": [10]"), answer(documents.inlayHint(new InlayHintParams(digits, new Range(new Position(0, 0),
                new Position(1000, 0))))).stream().map(hint -> hint.getLabel().getLeft()).toList());
        assertEquals(List.of("spikewright.run", "spikewright.run", "spikewright.run"), answer(documents.codeLens(new CodeLensParams(digits)))
                .stream().map(lens -> lens.getCommand().getCommand()).toList());
        assertTrue(answer(documents.foldingRange(new FoldingRangeRequestParams(digits))).size() > 8);

        documents.didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(digits.getUri(), 2), List.of(
                new TextDocumentContentChangeEvent(new Range(flatten, new Position(flatten.getLine(), flatten.getCharacter() + 7)), "flatte"))));
        assertEquals(List.of("SW101"), codes(0));

        answer(server.shutdown());
        server.exit();
        process.getOutputStream().close();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the server goes on without its editor");
    }

    /** The findings of the next report on the model, having passed over others. */
    private List<String> codes(int passed) throws InterruptedException {
        for (int i = 0;; i++) {
            PublishDiagnosticsParams report = Optional.ofNullable(published.poll(30, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no report on the model in 30 seconds"));
            if (report.getUri().equals(digits.getUri()) && i >= passed) {
                return report.getDiagnostics().stream().map(finding -> finding.getCode().getLeft()).toList();
            }
        }
    }

    /** The first place of a text in the model. */
    private Position position(String found) {
        String before = text.substring(0, text.indexOf(found));
        return new Position((int) before.chars().filter(c -> c == '\n').count(), before.length() - before.lastIndexOf('\n') - 1);
    }

    private static <T> T answer(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams report) {
        published.add(report);
    }

    @Override
    public void telemetryEvent(Object event) {
        // the server measures nothing
    }

    @Override
    public void showMessage(MessageParams message) {
        throw new AssertionError(message.getMessage());
    }

    @Override
    public void logMessage(MessageParams message) {
        throw new AssertionError(message.getMessage());
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        throw new AssertionError(request.getMessage());
    }
}
