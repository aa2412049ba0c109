package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.testing.Repository;

/** Questions that are asked at once, while text is typed, are all answered or taken back; none of them sees half of a change. */
@Timeout(300)
class RaceTest {

    private static final int KEYS = 400;
    private static final String RANGE = "{\"start\": {\"line\": 0, \"character\": 0}, \"end\": {\"line\": 9999, \"character\": 0}}";
    private static final List<String> QUESTIONS = List.of("codeLens", "inlayHint", "semanticTokens/full", "foldingRange", "documentSymbol", "hover",
            "completion", "definition", "documentHighlight", "references", "formatting");
    /** What takes back a question that a change has overtaken. */
    private static final int CANCELLED = -32800;

    @TempDir
    private Path folder;

    @Test
    void noQuestionSeesHalfAChange() throws Exception {
        Path models = Repository.root().resolve("bundles/org.spikewright.gallery/models");
        String text = Files.readString(models.resolve("digits/digits.spike"));
        String file = folder.resolve("digits.spike").toUri().toString();
        List<CompletableFuture<JsonObject>> answers = new ArrayList<>();
        try (LoggedErrors logged = new LoggedErrors(); Connection editor = new Connection()) {
            editor.begin(folder.toUri().toString());
            editor.open(file, "");
            RandomStream random = RandomStream.of(3, "keys", 0);
            int typed = 0;
            for (int key = 0; key < KEYS; key++) {
                typed = Math.min(text.length(), typed + 1 + random.nextInt(30));
                editor.tell("textDocument/didChange", "{\"textDocument\": {\"uri\": \"%s\", \"version\": %d}, \"contentChanges\": [{\"text\": %s}]}",
                        file, key + 2, Connection.JSON.toJson(text.substring(0, typed)));
                String before = text.substring(0, random.nextInt(typed + 1));
                String place = "{\"line\": %d, \"character\": %d}".formatted(before.chars().filter(c -> c == '\n').count(),
                        before.length() - before.lastIndexOf('\n') - 1);
                for (String question : QUESTIONS) {
                    answers.add(editor.ask("textDocument/" + question, JsonParser.parseString("""
                            {"textDocument": {"uri": "%s"}, "range": %s, "position": %s, "context": {"includeDeclaration": true, "triggerKind": 1},
                             "options": {"tabSize": 4, "insertSpaces": false}}""".formatted(file, RANGE, place))));
                }
                if (random.nextInt(4) == 0) {
                    answers.getLast().get(60, TimeUnit.SECONDS);
                }
            }
            for (CompletableFuture<JsonObject> answer : answers) {
                JsonObject said = answer.get(60, TimeUnit.SECONDS);
                assertTrue(said.has("result") || said.getAsJsonObject("error").get("code").getAsInt() == CANCELLED, said.toString());
            }
            assertTrue(answers.getLast().get().has("result"));
            assertEquals(List.of(), logged.next().stream().toList());
        }
    }
}
