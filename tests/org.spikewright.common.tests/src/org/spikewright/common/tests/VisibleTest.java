package org.spikewright.common.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikewright.common.Visible;

class VisibleTest {

    /** All that terminals take as commands (ECMA-48: C0, delete, C1), and all that Unicode lists as controls of direction (UAX 9). */
    private static final int[] COMMANDS = IntStream.concat(IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7F, 0x9F)),
            IntStream.of(0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x2028, 0x2029, 0xFEFF))
            .toArray();

    @Test
    void commandsAndControlsOfDirectionAreShownByTheirNumbers() {
        for (int command : COMMANDS) {
            assertEquals("a" + String.format("\\u%04X", command) + "b", Visible.line("a" + Character.toString(command) + "b"));
        }
        assertEquals("\\u001B]0;x\\u0007", Visible.line("\u001B]0;x\u0007"));
    }

    @Test
    void textKeepsItsLinesAndTabsAndNothingElse() {
        assertEquals("a\n\tb\\u000D\\u001B", Visible.text("a\n\tb\r\u001B"));
    }

    @Test
    void lettersOfAllScriptsSignsAndEmojiStay() {
        String words = "Größe µ Ω → ≤ 神经元 עברית فارسی\u200Cها 👩\u200D🔬 …";
        assertEquals(words, Visible.line(words));
        assertEquals(words, Visible.text(words));
    }

    @Test
    void halvesOfCharactersAreShownByTheirNumbers() {
        assertEquals("x\\uD83Dy", Visible.line("x\uD83Dy"));
        assertEquals("\\uDB40\\uDC41", Visible.line(Character.toString(0xE0041)));
    }

    @Test
    void longTextIsCut() {
        assertEquals("abc…", Visible.line("abcdefgh", 4));
        assertEquals("abcd", Visible.line("abcd", 4));
        assertTrue(Visible.line("\u001B".repeat(100), 4).startsWith("\\u001B\\u001B\\u001B…"));
    }
}
