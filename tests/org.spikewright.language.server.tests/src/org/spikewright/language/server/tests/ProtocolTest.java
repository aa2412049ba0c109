package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any editor may expect of a server, message by message. */
@Timeout(120)
class ProtocolTest {

    private static final String NEURON = "package own\n\nneuron Mine {\n\tstate v : Real = 0\n\tinput I : Real\n\tdv/dt = (I - v) / 5 ms\n\toutput v\n}\n";
    private static final String NETWORK = "package user\n\nimport own.*\n\nnetwork N {\n\tinput x : [4]\n\ty = x -> Mine\n\toutput y\n}\n";
    private static final String AT = "{\"textDocument\": {\"uri\": \"%s\"}, \"position\": {\"line\": %d, \"character\": %d}}";
    private static final String IN = "{\"textDocument\": {\"uri\": \"%s\"}}";

    @TempDir
    private Path folder;
    private Connection editor;
    private LoggedErrors logged;

    @BeforeEach
    void connect() throws Exception {
        logged = new LoggedErrors();
        editor = new Connection();
    }

    @AfterEach
    void nothingWasThrown() throws Exception {
        logged.close();
        editor.close();
        assertEquals(List.of(), logged.next().stream().toList());
    }

    private String uri(String file) {
        return folder.resolve(file).toUri().toString();
    }

    @Test
    void leavesWhenTheEditorLeaves() throws Exception {
        editor.begin(null);
        JsonObject goodbye = editor.answer("shutdown", "null");
        assertTrue(goodbye.has("result") && goodbye.get("result").isJsonNull(), goodbye.toString());
        assertEquals(-32600, editor.error("textDocument/hover", AT, uri("a.spike"), 0, 0));
        assertFalse(editor.hasEnded());

        editor.tell("exit", (JsonElement) null);

        assertTrue(editor.end());
    }

    @Test
    void leavesWithoutGoodbye() throws Exception {
        editor.tell("exit", (JsonElement) null);
        assertFalse(editor.end());
    }

    @Test
    void leavesWhenTheStreamEnds() throws Exception {
        editor.begin(null);
        editor.close();
        assertTrue(editor.end());
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertEquals(-32002, editor.error("textDocument/hover", AT, uri("a.spike"), 0, 0));
        editor.begin(folder.toUri().toString());
        assertEquals(-32600, editor.error("initialize", "{\"processId\": null, \"capabilities\": {}}"));
        editor.open(uri("a.spike"), NEURON);
        assertEquals(-32601, editor.error("spikewright/unknown", "{}"));
        assertEquals(-32601, editor.error("$/unknown", "[1]"));
        assertEquals(-32601, editor.error("textDocument/typeDefinition", AT, uri("a.spike"), 0, 0));
        assertEquals(-32602, editor.error("textDocument/hover", "{\"textDocument\": {\"uri\": \"%s\"}}", uri("a.spike")));
        assertEquals(-32602, editor.error("textDocument/hover", "null"));
        assertEquals(-32602, editor.error("textDocument/hover", AT, uri("nowhere.spike"), 0, 0));
        Files.writeString(folder.resolve("other.txt"), NEURON);
        assertTrue(editor.result("textDocument/documentSymbol", IN, uri("other.txt")).getAsJsonArray().isEmpty());
        editor.tell("spikewright/news", "{}");
        assertFalse(editor.result("textDocument/hover", AT, uri("a.spike"), 2, 8).isJsonNull());
    }

    @Test
    void readsNothingOutsideOfItsFolders() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Files.writeString(folder.resolve("outside.spike"), NEURON);
        editor.begin(inside.toUri().toString());
        for (String file : List.of(uri("outside.spike"), inside.toUri() + "../outside.spike", inside.toUri() + "%2e%2e/outside.spike")) {
            assertEquals(-32602, editor.error("textDocument/documentSymbol", IN, file), file);
            assertEquals(-32602, editor.error("textDocument/rename",
                    "{\"textDocument\": {\"uri\": \"%s\"}, \"position\": {\"line\": 2, \"character\": 8}, \"newName\": \"Yours\"}", file), file);
        }
        assertEquals(NEURON, Files.readString(folder.resolve("outside.spike")));
    }

    @Test
    void hearsOfFilesThatAreNotOpen() throws Exception {
        Files.writeString(folder.resolve("own.spike"), NEURON);
        editor.begin(folder.toUri().toString());
        editor.open(uri("user.spike"), NETWORK);
        editor.result("textDocument/documentSymbol", IN, uri("user.spike"));
        assertEquals(0, editor.findings().get(uri("user.spike")).getAsJsonArray().size());
        JsonObject asked = editor.news().stream().filter(news -> news.get("method").getAsString().equals("client/registerCapability")).findFirst()
                .orElseThrow().getAsJsonObject("params").getAsJsonArray("registrations").get(0).getAsJsonObject();
        assertEquals("workspace/didChangeWatchedFiles", asked.get("method").getAsString());
        assertEquals("**/*.spike", asked.getAsJsonObject("registerOptions").getAsJsonArray("watchers").get(0).getAsJsonObject().get("globPattern")
                .getAsString());

        Files.writeString(folder.resolve("own.spike"), NEURON.replace("Mine", "Yours"));
        editor.tell("workspace/didChangeWatchedFiles", "{\"changes\": [{\"uri\": \"%s\", \"type\": 2}]}", uri("own.spike"));

        editor.result("textDocument/documentSymbol", IN, uri("user.spike"));
        assertEquals(1, editor.findings().get(uri("user.spike")).getAsJsonArray().size());
    }

    @Test
    void saysNothingOfFolders() throws Exception {
        Files.createDirectories(folder.resolve("deep.spike/er"));
        editor.begin(folder.toUri().toString());
        editor.open(uri("own.spike"), NEURON);
        editor.tell("workspace/didChangeWatchedFiles", "{\"changes\": [{\"uri\": \"%s\", \"type\": 1}, {\"uri\": \"%s\", \"type\": 2}]}",
                folder.toUri(), uri("deep.spike/er/"));
        editor.tell("workspace/didChangeWatchedFiles", "{\"changes\": [{\"uri\": \"%s\", \"type\": 3}]}", uri("note.txt"));
        editor.result("textDocument/documentSymbol", IN, uri("own.spike"));
        assertEquals(List.of(uri("own.spike")), List.copyOf(editor.findings().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void placesBehindALineAreItsEnd(String newline) throws Exception {
        editor.begin(folder.toUri().toString());
        String file = uri("own.spike");
        editor.open(file, NEURON.replace("\n", newline));
        assertEquals(0, found(file).size());
        assertFalse(editor.result("textDocument/hover", AT, file, 2, 8).isJsonNull());
        assertEquals(editor.result("textDocument/hover", AT, file, 3, 19), editor.result("textDocument/hover", AT, file, 3, 6000));
        editor.result("textDocument/completion", AT, file, 9999, 3);
        String change = "{\"textDocument\": {\"uri\": \"%s\", \"version\": 2}, \"contentChanges\": [{\"range\": {\"start\": {\"line\": %d, "
                + "\"character\": %d}, \"end\": {\"line\": %d, \"character\": %d}}, \"text\": \"%s\"}]}";

        editor.tell("textDocument/didChange", change, file, 2, 7, 2, 6000, "Yours {");

        assertEquals(0, found(file).size());
        assertEquals("Yours", editor.result("textDocument/documentSymbol", IN, file).getAsJsonArray().get(0).getAsJsonObject()
                .getAsJsonArray("children").get(0).getAsJsonObject().get("name").getAsString());
        editor.tell("textDocument/didChange", change, file, 7, 1, 9999, 0, "\\n\\nneuron Second {\\n\\tinput I : Real\\n\\toutput I\\n}\\n");
        assertEquals(List.of("Yours", "Second"), editor.result("textDocument/documentSymbol", IN, file).getAsJsonArray().get(0).getAsJsonObject()
                .getAsJsonArray("children").asList().stream().map(child -> child.getAsJsonObject().get("name").getAsString()).toList());
    }

    private JsonArray found(String file) throws Exception {
        editor.result("textDocument/documentSymbol", IN, file);
        return editor.findings().get(file).getAsJsonArray();
    }

    /** Editors differ in what they write as bytes; the letters are those of {@code ünï (1)/e m.spike}. */
    @ParameterizedTest
    @ValueSource(strings = {"%C3%BCn%C3%AF%20(1)/e%20m.spike", "%c3%bcn%c3%af%20%281%29/e%20m.spike", "ünï%20(1)/e%20m.spike",
            "./%C3%BCn%C3%AF%20(1)/e%20m.spike"})
    void spellsFilesAsTheEditorDoes(String name) throws Exception {
        Path inside = Files.createDirectories(folder.resolve("ünï (1)"));
        Files.writeString(inside.resolve("own é.spike"), NEURON);
        Files.writeString(inside.resolve("e m.spike"), NETWORK);
        String root = folder.toUri() + name.substring(0, name.lastIndexOf('/'));
        editor.begin(root);
        String user = folder.toUri() + name;
        String own = root + "/own%20%C3%A9.spike";
        editor.open(user, NETWORK);
        editor.result("textDocument/documentSymbol", IN, user);
        assertEquals(Map.of(user, 0, own, 0), sizes());
        JsonObject definition = editor.result("textDocument/definition", AT, user, 6, 11).getAsJsonArray().get(0).getAsJsonObject();
        assertEquals(own, definition.get("uri").getAsString());
        JsonObject changes = editor.result("textDocument/rename",
                "{\"textDocument\": {\"uri\": \"%s\"}, \"position\": {\"line\": 6, \"character\": 11}, \"newName\": \"Yours\"}", user)
                .getAsJsonObject().getAsJsonObject("changes");
        assertEquals(List.of(own, user).stream().sorted().toList(), changes.keySet().stream().sorted().toList());
        editor.result("textDocument/references", "{\"textDocument\": {\"uri\": \"%s\"}, \"position\": {\"line\": 6, \"character\": 11}, "
                + "\"context\": {\"includeDeclaration\": true}}", user).getAsJsonArray()
                .forEach(place -> assertTrue(Set.of(user, own).contains(place.getAsJsonObject().get("uri").getAsString()), place.toString()));
        editor.open(own, NEURON);
        editor.tell("textDocument/didChange", "{\"textDocument\": {\"uri\": \"%s\", \"version\": 2}, \"contentChanges\": [{\"text\": %s}]}", user,
                Connection.JSON.toJson(NETWORK.replace("Mine", "Mina")));
        JsonElement finding = found(user).get(0);
        JsonArray fixes = editor.result("textDocument/codeAction",
                "{\"textDocument\": {\"uri\": \"%s\"}, \"range\": %s, \"context\": {\"diagnostics\": [%s]}}", user,
                finding.getAsJsonObject().get("range"), finding).getAsJsonArray();
        assertEquals(List.of(user), List.copyOf(fixes.get(0).getAsJsonObject().getAsJsonObject("edit").getAsJsonObject("changes").keySet()));
        assertEquals(Map.of(user, 1, own, 0), sizes());
    }

    private Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        editor.findings().forEach((file, found) -> sizes.put(file, found.getAsJsonArray().size()));
        return sizes;
    }

    @Test
    void whatItNamesFirstIsAUri() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("ünï (1)"));
        Files.writeString(inside.resolve("own é.spike"), NEURON);
        editor.begin(folder.toUri().toString());
        editor.open(uri("a.spike"), NEURON.replace("own", "a"));
        editor.result("textDocument/documentSymbol", IN, uri("a.spike"));
        String spelt = editor.findings().keySet().stream().filter(file -> !file.equals(uri("a.spike"))).findFirst().orElseThrow();
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(spelt), spelt);
        assertEquals(inside.resolve("own é.spike"), Path.of(URI.create(spelt)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"untitled:Untitled-1", "untitled:/home/me/new.spike", "vscode-notebook-cell://host/a.ipynb"})
    void servesTextsThatAreNoFile(String name) throws Exception {
        editor.begin(folder.toUri().toString());
        editor.open(name, NEURON.replace("5 ms", "5 mV"));
        assertEquals("SW201", found(name).get(0).getAsJsonObject().get("code").getAsString());
        assertFalse(editor.result("textDocument/hover", AT, name, 2, 8).isJsonNull());
        assertTrue(editor.result("textDocument/completion", AT, name, 5, 10).getAsJsonObject().getAsJsonArray("items").size() > 0);
        assertEquals(1, editor.result("textDocument/foldingRange", IN, name).getAsJsonArray().size());
        assertEquals(List.of(name), List.copyOf(editor.result("textDocument/rename",
                "{\"textDocument\": {\"uri\": \"%s\"}, \"position\": {\"line\": 2, \"character\": 8}, \"newName\": \"Yours\"}", name)
                .getAsJsonObject().getAsJsonObject("changes").keySet()));
        editor.tell("textDocument/didClose", IN, name);
        assertEquals(-32602, editor.error("textDocument/hover", AT, name, 2, 8));
        assertEquals(0, editor.findings().get(name).getAsJsonArray().size());
    }
}
