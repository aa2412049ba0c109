package org.spikewright.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a quantity measures: a product of powers of the SI base quantities, and of information. Two quantities can be
 * added or compared only if their dimensions are equal.
 */
public final class Dimension {

    private enum Base {
        LENGTH("m"), MASS("kg"), TIME("s"), CURRENT("A"), TEMPERATURE("K"), AMOUNT("mol"), INFORMATION("bit"),
        WEIGHT("weight");

        final String unit;

        Base(String unit) {
            this.unit = unit;
        }
    }

    /** A pure number. */
    public static final Dimension NONE = new Dimension(Map.of());
    public static final Dimension LENGTH = base(Base.LENGTH);
    public static final Dimension MASS = base(Base.MASS);
    public static final Dimension TIME = base(Base.TIME);
    public static final Dimension CURRENT = base(Base.CURRENT);
    public static final Dimension TEMPERATURE = base(Base.TEMPERATURE);
    public static final Dimension AMOUNT = base(Base.AMOUNT);
    public static final Dimension INFORMATION = base(Base.INFORMATION);
    /** What a weight measures that stands for weights of any kind. */
    public static final Dimension WEIGHT = base(Base.WEIGHT);
    public static final Dimension FREQUENCY = NONE.per(TIME);
    public static final Dimension AREA = LENGTH.power(2);
    public static final Dimension CHARGE = CURRENT.times(TIME);
    public static final Dimension ENERGY = MASS.times(LENGTH.power(2)).per(TIME.power(2));
    public static final Dimension POWER = ENERGY.per(TIME);
    public static final Dimension VOLTAGE = POWER.per(CURRENT);
    public static final Dimension RESISTANCE = VOLTAGE.per(CURRENT);
    public static final Dimension CONDUCTANCE = CURRENT.per(VOLTAGE);
    public static final Dimension CAPACITANCE = CHARGE.per(VOLTAGE);

    private final Map<Base, Integer> exponents;

    private Dimension(Map<Base, Integer> exponents) {
        this.exponents = Map.copyOf(exponents);
    }

    private static Dimension base(Base base) {
        return new Dimension(Map.of(base, 1));
    }

    public Dimension times(Dimension other) {
        return combine(other, 1);
    }

    public Dimension per(Dimension other) {
        return combine(other, -1);
    }

    public Dimension power(int exponent) {
        return NONE.combine(this, exponent);
    }

    public boolean isNone() {
        return exponents.isEmpty();
    }

    private Dimension combine(Dimension other, int sign) {
        Map<Base, Integer> sum = new TreeMap<>(exponents);
        other.exponents.forEach((base, exponent) -> sum.merge(base, sign * exponent, Integer::sum));
        sum.values().removeIf(exponent -> exponent == 0);
        return new Dimension(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dimension dimension && exponents.equals(dimension.exponents);
    }

    @Override
    public int hashCode() {
        return Objects.hash(exponents);
    }

    /** In SI base units, for instance {@code kg·m²/s²}; a pure number is {@code 1}. */
    @Override
    public String toString() {
        List<String> over = new ArrayList<>();
        List<String> under = new ArrayList<>();
        new TreeMap<>(exponents).forEach((base, exponent) -> {
            int size = Math.abs(exponent);
            (exponent > 0 ? over : under).add(base.unit + (size == 1 ? "" : superscript(size)));
        });
        return (over.isEmpty() ? "1" : String.join("·", over)) + (under.isEmpty() ? "" : "/" + String.join("/", under));
    }

    private static String superscript(int n) {
        return Integer.toString(n).chars().mapToObj(digit -> String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'))).collect(Collectors.joining());
    }
}
