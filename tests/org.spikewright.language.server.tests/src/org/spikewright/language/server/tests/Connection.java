package org.spikewright.language.server.tests;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.spikewright.language.server.LanguageServices;

/** An editor in another process, as far as the server can tell: it writes and reads messages, right or wrong ones. */
final class Connection implements AutoCloseable {

    /** What was not said is not written, and what is nothing is. */
    static final Gson JSON = new GsonBuilder().serializeNulls().create();
    private static final int PATIENCE = 60;

    private final OutputStream out;
    private final CompletableFuture<Boolean> end;
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final Map<String, JsonElement> findings = new ConcurrentHashMap<>();
    private final List<JsonObject> news = new CopyOnWriteArrayList<>();
    private int requests;

    Connection() throws IOException {
        Pipe toServer = Pipe.open();
        Pipe toEditor = Pipe.open();
        out = Channels.newOutputStream(toServer.sink());
        OutputStream written = Channels.newOutputStream(toEditor.sink());
        end = CompletableFuture.supplyAsync(() -> {
            try {
                return new LanguageServices().serve(Channels.newInputStream(toServer.source()), written);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, task -> Thread.ofPlatform().daemon().start(task));
        Thread.ofPlatform().daemon().start(() -> listen(new DataInputStream(Channels.newInputStream(toEditor.source()))));
    }

    private void listen(DataInputStream in) {
        try {
            while (true) {
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                hear(JsonParser.parseString(new String(in.readNBytes(length), StandardCharsets.UTF_8)).getAsJsonObject());
            }
        } catch (IOException e) {
            answers.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte c = in.readByte(); c != '\n'; c = in.readByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private void hear(JsonObject message) {
        if (!message.has("method")) {
            answers.get(message.get("id").getAsInt()).complete(message);
        } else if (message.get("method").getAsString().equals("textDocument/publishDiagnostics")) {
            JsonObject found = message.getAsJsonObject("params");
            findings.put(found.get("uri").getAsString(), found.get("diagnostics"));
        } else {
            news.add(message);
            if (message.has("id")) {
                JsonObject answer = new JsonObject();
                answer.addProperty("jsonrpc", "2.0");
                answer.add("id", message.get("id"));
                answer.add("result", JsonNull.INSTANCE);
                write(answer);
            }
        }
    }

    private synchronized void write(JsonObject message) {
        byte[] content = JSON.toJson(message).getBytes(StandardCharsets.UTF_8);
        try {
            out.write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(content);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject message(String method, JsonElement params) {
        JsonObject message = new JsonObject();
        message.addProperty("jsonrpc", "2.0");
        message.addProperty("method", method);
        if (params != null) {
            message.add("params", params);
        }
        return message;
    }

    /** Tells the server something; {@code null} for no parameters at all. */
    void tell(String method, JsonElement params) {
        write(message(method, params));
    }

    void tell(String method, String params, Object... arguments) {
        tell(method, JsonParser.parseString(params.formatted(arguments)));
    }

    /** Asks the server something; what comes back is the whole answer. */
    synchronized CompletableFuture<JsonObject> ask(String method, JsonElement params) {
        JsonObject message = message(method, params);
        message.addProperty("id", ++requests);
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(requests, answer);
        write(message);
        return answer;
    }

    /** The answer to a question. */
    JsonObject answer(String method, String params, Object... arguments) throws Exception {
        return ask(method, JsonParser.parseString(params.formatted(arguments))).get(PATIENCE, TimeUnit.SECONDS);
    }

    /** The result that answers a question. */
    JsonElement result(String method, String params, Object... arguments) throws Exception {
        JsonObject answer = answer(method, params, arguments);
        if (answer.has("error")) {
            throw new AssertionError(answer);
        }
        return answer.get("result");
    }

    /** The code of the error that answers a question. */
    int error(String method, String params, Object... arguments) throws Exception {
        JsonObject answer = answer(method, params, arguments);
        if (!answer.has("error")) {
            throw new AssertionError(answer);
        }
        return answer.getAsJsonObject("error").get("code").getAsInt();
    }

    /** Introduces an editor with a folder, which it may spell as it likes; no folder for {@code null}. */
    void begin(String folder) throws Exception {
        result("initialize", """
                {"processId": null, "rootUri": null, "workspaceFolders": %s, "capabilities": {
                    "workspace": {"workspaceFolders": true, "didChangeWatchedFiles": {"dynamicRegistration": true}},
                    "textDocument": {"rename": {"prepareSupport": true}, "foldingRange": {},
                        "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}}
                """, folder == null ? "[]" : "[{\"uri\": \"" + folder + "\", \"name\": \"models\"}]");
        tell("initialized", "{}");
    }

    void open(String uri, String text) {
        tell("textDocument/didOpen", "{\"textDocument\": {\"uri\": \"%s\", \"languageId\": \"spike\", \"version\": 1, \"text\": %s}}", uri,
                JSON.toJson(text));
    }

    /** What the server has found in each file so far, by the file's name as the server spells it. */
    Map<String, JsonElement> findings() {
        return findings;
    }

    /** What else the server has said or asked of its own accord. */
    List<JsonObject> news() {
        return news;
    }

    /** Whether the server ended as one that was shut down. */
    boolean end() throws Exception {
        return end.get(PATIENCE, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return end.isDone();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
