package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;

/**
 * No message, however broken, makes the server throw, hang, stop answering, or touch a file: each question has one answer, a result
 * or an error that is not the server's fault. {@code tests/fuzz messages} tries more of them.
 */
class MessagesFuzzTest {

    private static final int MESSAGES = Integer.getInteger("spikewright.fuzz.mutations", 1000);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    /** Messages between two that must be answered in time. */
    private static final int PAUSE = 40;
    private static final int PATIENCE = 60;
    /** For answers that were due before one that has come. */
    private static final int MOMENT = 5;
    private static final int INTERNAL_ERROR = -32603;
    private static final String SECRET = "Secret4711";

    @TempDir
    private Path root;

    private final List<String> failures = new ArrayList<>();

    @Test
    void noMessageMakesTheServerThrowOrHang() throws Exception {
        Path folder = Files.createDirectories(root.resolve("models"));
        Files.writeString(Files.createDirectories(root.resolve("outside")).resolve("secret.spike"), "package secret\n\nneuron " + SECRET + " {\n}\n");
        BrokenMessages messages = new BrokenMessages(folder, Mutations.ofAllModels());
        Map<String, String> before = contents();
        try (LoggedErrors logged = new LoggedErrors(); Connection editor = new Connection()) {
            List<Throwable> said = new ArrayList<>();
            Handler handler = handler(said);
            Logger.getLogger("").addHandler(handler);
            editor.begin(folder.toUri().toString());
            Map<Integer, CompletableFuture<JsonObject>> answers = new LinkedHashMap<>();
            Map<Integer, String> sent = new HashMap<>();
            for (int i = 0; i < MESSAGES && failures.size() < 20; i++) {
                BrokenMessages.Message message = messages.next(RandomStream.of(SEED, "messages", i));
                sent.put(i, message.toString());
                if (message.isQuestion()) {
                    answers.put(i, editor.ask(message.method(), message.params()));
                } else {
                    editor.tell(message.method(), message.params());
                }
                if (i % PAUSE == PAUSE - 1 || i == MESSAGES - 1) {
                    settle(editor, messages, answers, sent);
                    logged.next().ifPresent(thrown -> failures.add("up to message " + sent.size() + " thrown: " + thrown + " at "
                            + Stream.of(thrown.getStackTrace()).limit(12).map(Object::toString).toList()));
                    said.forEach(thrown -> failures.add("logged: " + thrown));
                    said.clear();
                    answers.clear();
                }
            }
            Logger.getLogger("").removeHandler(handler);
            assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
            assertEquals(before, contents());
            editor.answer("shutdown", "null");
            editor.tell("exit", JsonParser.parseString("null"));
            assertEquals(true, editor.end());
        }
    }

    /** Each question before this one has its answer by the time that this one has. */
    private void settle(Connection editor, BrokenMessages messages, Map<Integer, CompletableFuture<JsonObject>> answers, Map<Integer, String> sent)
            throws Exception {
        editor.ask("textDocument/documentSymbol", messages.document()).get(PATIENCE, TimeUnit.SECONDS);
        answers.forEach((number, answer) -> {
            String what = "message " + number + " " + sent.get(number);
            try {
                JsonObject said = answer.get(MOMENT, TimeUnit.SECONDS);
                if (said.has("error") && said.getAsJsonObject("error").get("code").getAsInt() == INTERNAL_ERROR || said.toString().contains(SECRET)) {
                    failures.add(what + "\nanswered: " + said);
                }
            } catch (Exception e) {
                failures.add(what + "\nnot answered: " + e);
            }
        });
    }

    private static Handler handler(List<Throwable> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord message) {
                if (message.getThrown() != null) {
                    said.add(message.getThrown());
                }
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    /** All files beside the server, and what is in them. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                contents.put(root.relativize(file).toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return contents;
    }
}
