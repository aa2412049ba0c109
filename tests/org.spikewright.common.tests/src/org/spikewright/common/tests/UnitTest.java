package org.spikewright.common.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;

class UnitTest {

    @ParameterizedTest
    @CsvSource({"s, 1", "ms, 1e-3", "us, 1e-6", "µs, 1e-6", "\u03BCs, 1e-6", "M\u03A9, 1e6", "k\u2126, 1e3", "mV, 1e-3", "nS, 1e-9", "pF, 1e-12", "pJ, 1e-12", "fJ, 1e-15", "kHz, 1e3",
        "MOhm, 1e6", "kg, 1", "KiB, 8192", "kB, 8000", "bit, 1", "MiB, 8388608", "eV, 1.602176634e-19", "min, 60"})
    void factorsAreThoseOfTheSi(String symbol, double factor) {
        assertEquals(factor, Unit.of(symbol).orElseThrow().factor(), factor * 1e-15);
    }

    @Test
    void dimensionsFollowFromDefinitions() {
        assertEquals(Dimension.VOLTAGE, Dimension.CURRENT.times(Dimension.RESISTANCE));
        assertEquals(Dimension.TIME, Dimension.RESISTANCE.times(Dimension.CAPACITANCE));
        assertEquals(Dimension.ENERGY, Dimension.POWER.times(Dimension.TIME));
        assertEquals(Dimension.NONE, Dimension.FREQUENCY.times(Dimension.TIME));
        assertNotEquals(Dimension.VOLTAGE, Dimension.CURRENT);
    }

    @Test
    void eachNamedDimensionHasAUnitOfItsOwn() {
        assertEquals("V", Unit.coherent(Dimension.VOLTAGE).orElseThrow().symbol());
        assertEquals("J", Unit.coherent(Dimension.ENERGY).orElseThrow().symbol());
        assertEquals("bit", Unit.coherent(Dimension.INFORMATION).orElseThrow().symbol());
        assertTrue(Unit.coherent(Dimension.VOLTAGE.times(Dimension.TIME)).isEmpty());
    }

    @Test
    void namesThatAreNoUnitsAreNone() {
        assertTrue(Unit.of("seed").isEmpty());
        assertTrue(Unit.of("mss").isEmpty());
        assertTrue(Unit.of("").isEmpty());
    }
}
