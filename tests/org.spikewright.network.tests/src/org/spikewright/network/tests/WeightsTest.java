package org.spikewright.network.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spikewright.network.Shape;
import org.spikewright.network.Weights;

class WeightsTest {

    @Test
    void theHashIsOfNamesAndBits() {
        String hash = new Weights(Map.of("a", new float[] {1, 2})).hash();
        assertEquals(hash, new Weights(Map.of("a", new float[] {1, 2})).hash());
        assertNotEquals(hash, new Weights(Map.of("a", new float[] {1, Math.nextUp(2f)})).hash());
        assertNotEquals(hash, new Weights(Map.of("b", new float[] {1, 2})).hash());
        assertNotEquals(new Weights(Map.of("a", new float[] {0f})).hash(), new Weights(Map.of("a", new float[] {-0f})).hash());
    }

    @Test
    void unknownNamesAreSaid() {
        assertEquals("no weights for b",
                assertThrows(IllegalArgumentException.class, () -> new Weights(Map.of()).get("b")).getMessage());
    }

    @Test
    void shapesAreWrittenAsInTheLanguage() {
        assertEquals("[1, 28, 28]", Shape.of(1, 28, 28).toString());
        assertEquals(784, Shape.of(1, 28, 28).size());
        assertEquals(28, Shape.of(1, 28, 28).extent(-1));
        assertThrows(IllegalArgumentException.class, () -> Shape.of(3, 0));
        assertThrows(ArithmeticException.class, () -> Shape.of(1 << 20, 1 << 20).size());
    }
}
