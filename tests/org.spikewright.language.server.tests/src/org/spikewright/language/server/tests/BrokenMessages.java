package org.spikewright.language.server.tests;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.common.RandomStream;

/** What an editor that errs might send: messages as they should be, with none to three things in them changed. */
final class BrokenMessages {

    private static final List<String> ASKED = List.of("textDocument/hover", "textDocument/completion", "textDocument/definition",
            "textDocument/references", "textDocument/documentSymbol", "textDocument/documentHighlight", "textDocument/codeAction",
            "textDocument/codeLens", "textDocument/formatting", "textDocument/rangeFormatting", "textDocument/rename", "textDocument/prepareRename",
            "textDocument/foldingRange", "textDocument/semanticTokens/full", "textDocument/inlayHint", "textDocument/signatureHelp",
            "workspace/symbol", "codeLens/resolve", "completionItem/resolve", "workspace/executeCommand", "textDocument/typeDefinition",
            "textDocument/onTypeFormatting", "textDocument/selectionRange", "textDocument/diagnostic", "spikewright/unknown", "$/unknown", "");
    private static final List<String> TOLD = List.of("textDocument/didChange", "textDocument/didChange", "textDocument/didChange",
            "textDocument/didOpen", "textDocument/didClose", "textDocument/didSave", "workspace/didChangeWatchedFiles",
            "workspace/didChangeWorkspaceFolders", "workspace/didChangeConfiguration", "$/cancelRequest", "$/setTrace", "spikewright/news", "initialized");

    private final List<String> files = new ArrayList<>();
    private final List<String> names;
    private final Mutations mutations;

    BrokenMessages(Path folder, Mutations mutations) throws IOException {
        this.mutations = mutations;
        for (int i = 0; i < 3; i++) {
            Path file = Files.writeString(folder.resolve("m" + i + ".spike"), mutations.texts().get(i));
            files.add(file.toUri().toString());
        }
        files.add("untitled:Untitled-1");
        String outside = folder.getParent().toUri() + "outside/secret.spike";
        names = List.of(outside, folder.toUri() + "../outside/secret.spike", folder.toUri() + "%2e%2e/outside/secret.spike", folder.toUri().toString(),
                folder.toUri() + "new.spike", folder.toUri() + "%zz.spike", folder.toUri() + "a%00b.spike", "", " ", "file:", "file:///", "a:b:c",
                "file://host/x.spike", "http://localhost:1/x.spike", "jar:file:/x.jar!/x.spike", "/etc/passwd", "file:///etc/passwd", "#", "%", "☃:é");
    }

    /**
     * A message.
     *
     * @param isQuestion whether it wants an answer
     */
    record Message(String method, JsonElement params, boolean isQuestion) {
    }

    /** A document that is there whatever happened to it. */
    JsonElement document() {
        return JsonParser.parseString("{\"textDocument\": {\"uri\": \"%s\"}}".formatted(files.getFirst()));
    }

    Message next(RandomStream random) {
        boolean isQuestion = random.nextInt(5) < 3;
        String method = one(isQuestion ? ASKED : TOLD, random);
        JsonElement params = params(method, random);
        for (int i = random.nextInt(4); i > 0; i--) {
            params = changed(params, random);
        }
        return new Message(method, random.nextInt(50) == 0 ? null : params, isQuestion);
    }

    /** All that any message wants; what it does not want does no harm. */
    private JsonElement params(String method, RandomStream random) {
        JsonObject params = new JsonObject();
        JsonObject document = new JsonObject();
        document.addProperty("uri", random.nextInt(20) == 0 ? one(names, random) : one(files, random));
        document.addProperty("version", random.nextInt(1000));
        document.addProperty("languageId", "spike");
        document.addProperty("text", text(random));
        params.add("textDocument", document);
        params.add("position", position(random));
        params.add("range", range(random));
        params.addProperty("newName", random.nextInt(3) == 0 ? one(mutations.pieces(), random) : "fresh");
        params.addProperty("query", one(mutations.pieces(), random));
        params.addProperty("ch", "}");
        params.addProperty("command", "spikewright.run");
        params.add("arguments", new JsonArray());
        params.addProperty("label", "x");
        params.addProperty("value", "off");
        params.addProperty("id", random.nextInt(2000));
        params.add("settings", new JsonObject());
        params.add("options", JsonParser.parseString("{\"tabSize\": 4, \"insertSpaces\": false}"));
        params.add("positions", new JsonArray());
        params.add("context", JsonParser.parseString("{\"includeDeclaration\": true, \"triggerKind\": 1, \"isRetrigger\": false, \"diagnostics\": "
                + "[{\"range\": %s, \"message\": \"m\", \"code\": \"SW%d\"}]}".formatted(range(random), 101 + random.nextInt(5) * 100)));
        if (method.equals("textDocument/completion") && random.nextBoolean()) {
            params.remove("context");
        }
        JsonArray changes = new JsonArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            JsonObject change = new JsonObject();
            if (method.contains("Watched")) {
                change.addProperty("uri", random.nextInt(4) == 0 ? one(names, random) : one(files, random));
                change.addProperty("type", 1 + random.nextInt(3));
            } else if (random.nextInt(6) > 0) {
                change.add("range", range(random));
                change.addProperty("text", one(mutations.pieces(), random));
            } else {
                change.addProperty("text", text(random));
            }
            changes.add(change);
        }
        params.add("changes", changes);
        params.add("contentChanges", changes);
        params.add("event", JsonParser.parseString("{\"added\": [], \"removed\": []}"));
        return params;
    }

    private String text(RandomStream random) {
        return mutations.changed(mutations.texts().get(random.nextInt(Math.min(12, mutations.texts().size()))), random);
    }

    private static JsonObject position(RandomStream random) {
        JsonObject position = new JsonObject();
        position.addProperty("line", random.nextInt(20) == 0 ? 9999 : random.nextInt(60));
        position.addProperty("character", random.nextInt(20) == 0 ? 6000 : random.nextInt(40));
        return position;
    }

    private static JsonObject range(RandomStream random) {
        JsonObject range = new JsonObject();
        JsonObject start = position(random);
        range.add("start", start);
        range.add("end", random.nextInt(3) > 0 ? start.deepCopy() : position(random));
        return range;
    }

    private static <T> T one(List<T> all, RandomStream random) {
        return all.get(random.nextInt(all.size()));
    }

    /** With one value at random left out, or another in its place. */
    private JsonElement changed(JsonElement element, RandomStream random) {
        if (element instanceof JsonObject object && object.size() > 0 && random.nextInt(8) > 0) {
            String key = one(List.copyOf(object.keySet()), random);
            if (random.nextInt(6) == 0) {
                object.remove(key);
            } else {
                object.add(key, changed(object.get(key), random));
            }
            return object;
        }
        if (element instanceof JsonArray array && array.size() > 0 && random.nextInt(4) > 0) {
            int at = random.nextInt(array.size());
            array.set(at, changed(array.get(at), random));
            return array;
        }
        return switch (random.nextInt(10)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(-1);
            case 2 -> new JsonPrimitive(Integer.MAX_VALUE);
            case 3 -> new JsonPrimitive(Integer.MIN_VALUE);
            case 4 -> new JsonPrimitive(1e300);
            case 5 -> new JsonPrimitive(one(names, random));
            case 6 -> new JsonPrimitive(one(mutations.pieces(), random));
            case 7 -> new JsonArray();
            case 8 -> new JsonObject();
            default -> new JsonPrimitive(random.nextBoolean());
        };
    }
}
