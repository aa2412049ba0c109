package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.service.OperationCanceledManager;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.Finding;
import org.spikewright.compile.Schemas;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.language.UnreadableModelException;

/** Odd texts are read; what is no text is said to be none. */
class RobustnessTest {

    @TempDir
    Path folder;

    private final Language language = new Language();

    @Test
    void aNetworkThatLeadsBackToItselfIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("circle.spike"),
                "network N { input x : [4] a = b -> dense(4) b = a -> dense(4) output b }");
        assertTrue(language.read(file, "f").check().stream().anyMatch(finding -> finding.code().equals("SW304")));
    }

    @Test
    void whatADeclarationCanHaveOnceIsNotTakenTwice() throws IOException {
        String text = "neuron N {\n\tstate v : Real = 0\n\tinput I : Real\n\tnext v = v + I\n\toutput  I\n\toutput v\n}\n";
        Path file = Files.writeString(folder.resolve("twice.spike"), text);
        assertTrue(language.read(file, "f").check().stream()
                .anyMatch(finding -> finding.code().equals("SW105") && finding.location().line() == 6));
        assertEquals(text, language.read(file, "f").formatted());
    }

    /** Somebody who types on does not wait for the rest of a long declaration. */
    @Test
    void aCheckEndsWithinADeclarationThatNobodyWaitsForAnyMore() throws IOException {
        Path file = Files.writeString(folder.resolve("long.spike"), "network N { input x : [4] y = x -> repeat(9000, identity) output y }");
        ModelFile model = language.read(file, "f");
        XtextResource resource = (XtextResource) model.model().orElseThrow().eResource();
        int[] looks = {0};
        IResourceValidator validator = resource.getResourceServiceProvider().getResourceValidator();
        Throwable ended = assertThrows(Throwable.class, () -> validator.validate(resource, CheckMode.ALL, () -> ++looks[0] > 100));
        assertTrue(new OperationCanceledManager().isOperationCanceledException(ended), ended::toString);
        assertTrue(looks[0] < 110, looks[0] + " looks");
        assertEquals(0, ((Schemas) resource).elaborations().count(), "nothing half-made is kept");
        assertEquals(List.of(), model.check());
    }

    @Test
    void anEmptyFileIsAModelWithoutDeclarations() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.spike"), "");
        assertDoesNotThrow(() -> language.read(file, "empty.spike").check());
    }

    @Test
    void whatIsNoTextIsSaidToBeNone() throws IOException {
        Path binary = Files.write(folder.resolve("binary.spike"), new byte[] {0, 1, 2, (byte) 0xFF, (byte) 0xFE});
        refuses(binary, "not a text file");
        refuses(folder, "is a folder");
        refuses(folder.resolve("missing.spike"), "does not exist");
    }

    /** Texts that grow the work of a check faster than themselves, if nothing is done about it. */
    static Stream<Arguments> largeTexts() {
        StringBuilder names = new StringBuilder();
        StringBuilder unknown = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            names.append("network N" + i + " {}\n");
            unknown.append("network N" + i + " { input x : [q] }\n");
        }
        StringBuilder doubling = new StringBuilder("function f0(x : Real) : Real = x\n");
        StringBuilder chain = new StringBuilder();
        StringBuilder lets = new StringBuilder("neuron N { state v : Real = 0 input I : Real let l0 : Real = I\n");
        for (int i = 1; i <= 40; i++) {
            doubling.append("function f" + i + "(x : Real) : Real = f" + (i - 1) + "(x) + f" + (i - 1) + "(x)\n");
        }
        for (int i = 0; i < 1000; i++) {
            chain.append("function f" + i + "(x : Real) : Real = f" + (i + 1) + "(x)\n");
            lets.append("let l" + (i + 1) + " : Real = l" + i + " + 1\n");
        }
        String used = "neuron N { state v : Real = 0 input I : Real next v = f0(I) + f40(I) }";
        return Stream.of(Arguments.of("functions that double", doubling + used), Arguments.of("functions in a row", chain
                + "function f1000(x : Real) : Real = x\n" + used), Arguments.of("quantities in a row", lets + "next v = l1000 }"),
                Arguments.of("one name many times", "network N {}\n".repeat(2500)), Arguments.of("many names", names.toString()),
                Arguments.of("unknown names", unknown.toString()), Arguments.of("blocks without an end", "network N { \n".repeat(500)),
                Arguments.of("a long sum", "function f(x : Real) : Real = " + "x + ".repeat(20_000) + "x"),
                Arguments.of("a long conjunction", "neuron N { state v : Real = 0 input I : Real next v = I spike when "
                        + "v > 1 and ".repeat(5000) + "v > 2 }"),
                Arguments.of("many brackets", "function f(x : Real) : Real = " + "(".repeat(20_000) + "x" + ")".repeat(20_000)),
                Arguments.of("brackets without an end", "function f(x : Real) : Real = " + "(".repeat(20_000)),
                Arguments.of("many signs", "function f(x : Real) : Real = " + "-".repeat(20_000) + "x"),
                Arguments.of("many exponents", "function f(x : Real) : Real = " + "x ^ ".repeat(20_000) + "x"),
                Arguments.of("many groups", "chip C { " + "core { ".repeat(5000)), Arguments.of("many lists", "network N { input x : " + "[".repeat(20_000)),
                Arguments.of("calls within calls", "function f(x : Real) : Real = x\nfunction g : Real = " + "f(".repeat(5000) + "1" + ")".repeat(5000)),
                Arguments.of("many imports", "import std.neuron.*\n".repeat(2000) + "network N {}"),
                Arguments.of("a repetition without end", "network N { input x : [4] y = x -> repeat(1000000000, identity) output y }"),
                Arguments.of("repetitions of repetitions", "network N { input x : [4] y = x -> " + "repeat(2, ".repeat(40) + "dense(4)" + ")".repeat(40)
                        + " output y }"),
                Arguments.of("branches of branches", "network N { input x : [4] y = x -> " + "branches(3, ".repeat(30) + "dense(4)" + ")".repeat(30)
                        + " output y }"),
                Arguments.of("a name of a million characters", "network " + "a".repeat(1_000_000) + " { input x : [4] y = x -> " + "b".repeat(1_000_000)
                        + " output y }"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeTexts")
    @Timeout(60)
    void aCheckEndsInFindingsThatCanBeRead(String what, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("large.spike"), text);
        List<Finding> findings = language.read(file, "f").check();
        assertFalse(findings.isEmpty(), what);
        findings.forEach(finding -> assertTrue(finding.message().length() <= 1001 && finding.code().startsWith("SW"), finding.toString()));
    }

    @Test
    void aNumberWhereAPopulationBelongsIsAFinding() throws IOException {
        Path file = Files.writeString(folder.resolve("number.spike"), "package number import std.neuron.* network N { population P : DeltaPoint [3]"
                + " drive P by poisson(1 kHz) weight 1 mV } simulate S { network N record [weights(5, P), spikes(7), rates(1 ms)] }");
        assertTrue(language.read(file, "f").check().stream().anyMatch(finding -> finding.code().equals("SW201")));
    }

    /** The deepest expression that passes the check is linked, typed, and written as code. */
    @Test
    void anExpressionOfFiveHundredOperationsIsFine() throws IOException {
        Path file = Files.writeString(folder.resolve("deep.spike"), "package deep\nneuron N { state v : Real = 0 input I : Real next v = "
                + "I + ".repeat(499) + "v }\nfunction f(x : Real) : Real = " + "(".repeat(198) + "x" + ")".repeat(198) + "\n");
        assertEquals(List.of(), language.read(file, "f").check());
    }

    private void refuses(Path file, String why) {
        String message = assertThrows(UnreadableModelException.class, () -> language.read(file, "name")).getMessage();
        assertTrue(message.startsWith("name ") && message.contains(why), message);
    }
}
