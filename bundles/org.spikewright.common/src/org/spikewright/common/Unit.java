package org.spikewright.common;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A unit of measurement by its symbol: SI units with the SI prefixes, alone or per area, bits and bytes with the binary ones, and per cent.
 *
 * @param symbol as users write it, for instance {@code ms}, {@code pJ}, {@code KiB}
 * @param dimension what it measures
 * @param factor how many coherent SI units (for information: bits) one of it is
 */
public record Unit(String symbol, Dimension dimension, double factor) {

    private static final Map<String, Unit> ALL = table();

    /**
     * The unit of that symbol, if there is one: of a quantity, or of one per area, as in mS/cm². The micro and ohm signs may be those of
     * Unicode's letters or symbols.
     */
    public static Optional<Unit> of(String symbol) {
        int slash = symbol.indexOf('/');
        if (slash < 0) {
            return Optional.ofNullable(ALL.get(symbol)).or(() -> Optional.ofNullable(ALL.get(plain(symbol))));
        }
        Optional<Unit> per = of(symbol.substring(slash + 1).strip()).filter(unit -> unit.dimension.equals(Dimension.AREA));
        return of(symbol.substring(0, slash).strip()).flatMap(unit -> per.map(area -> new Unit(unit.symbol + "/" + area.symbol,
                unit.dimension.per(area.dimension), unit.factor / area.factor)));
    }

    /** Whether a symbol after a unit and a stroke makes it one per area. */
    public static boolean isArea(String symbol) {
        return !symbol.equals("m2") && of(symbol).filter(unit -> unit.dimension.equals(Dimension.AREA)).isPresent();
    }

    /** The symbol with the Greek mu as u, and with the Greek omega or the ohm sign as Ohm. */
    private static String plain(String symbol) {
        return symbol.replace('\u03BC', 'u').replace("\u03A9", "Ohm").replace("\u2126", "Ohm");
    }

    /** The unit without a prefix that measures that dimension, if it has a symbol of its own. */
    public static Optional<Unit> coherent(Dimension dimension) {
        return ALL.values().stream().filter(unit -> unit.factor == 1 && unit.dimension.equals(dimension))
                .min(Comparator.comparingInt((Unit unit) -> unit.symbol.length()).thenComparing(Unit::symbol));
    }

    /** Every symbol known. */
    public static Set<String> symbols() {
        return ALL.keySet();
    }

    private static Map<String, Unit> table() {
        Map<String, Unit> units = new LinkedHashMap<>();
        prefixed(units, "s", Dimension.TIME, 1);
        prefixed(units, "m", Dimension.LENGTH, 1);
        prefixed(units, "g", Dimension.MASS, 1e-3);
        prefixed(units, "A", Dimension.CURRENT, 1);
        prefixed(units, "V", Dimension.VOLTAGE, 1);
        prefixed(units, "S", Dimension.CONDUCTANCE, 1);
        prefixed(units, "F", Dimension.CAPACITANCE, 1);
        prefixed(units, "C", Dimension.CHARGE, 1);
        prefixed(units, "J", Dimension.ENERGY, 1);
        prefixed(units, "W", Dimension.POWER, 1);
        prefixed(units, "Hz", Dimension.FREQUENCY, 1);
        prefixed(units, "Ohm", Dimension.RESISTANCE, 1);
        prefixed(units, "mol", Dimension.AMOUNT, 1);
        Map.of("m", 1.0, "cm", 1e-4, "mm", 1e-6, "um", 1e-12, "µm", 1e-12).forEach((length, area) -> {
            put(units, length + "²", Dimension.AREA, area);
            put(units, length + "2", Dimension.AREA, area);
        });
        Map.of("S", Dimension.CONDUCTANCE, "F", Dimension.CAPACITANCE, "A", Dimension.CURRENT)
                .forEach((symbol, dimension) -> put(units, symbol + "/m²", dimension.per(Dimension.AREA), 1));
        put(units, "K", Dimension.TEMPERATURE, 1);
        put(units, "eV", Dimension.ENERGY, 1.602176634e-19);
        put(units, "min", Dimension.TIME, 60);
        put(units, "bit", Dimension.INFORMATION, 1);
        put(units, "B", Dimension.INFORMATION, 8);
        String[] binary = {"Ki", "Mi", "Gi", "Ti"};
        String[] decimal = {"k", "M", "G", "T"};
        for (int i = 0; i < binary.length; i++) {
            put(units, binary[i] + "B", Dimension.INFORMATION, 8 * Math.pow(1024, i + 1));
            put(units, binary[i] + "bit", Dimension.INFORMATION, Math.pow(1024, i + 1));
            put(units, decimal[i] + "B", Dimension.INFORMATION, 8 * Math.pow(1000, i + 1));
            put(units, decimal[i] + "bit", Dimension.INFORMATION, Math.pow(1000, i + 1));
        }
        return Map.copyOf(units);
    }

    private static void prefixed(Map<String, Unit> units, String symbol, Dimension dimension, double factor) {
        put(units, symbol, dimension, factor);
        Map<String, Double> prefixes = Map.of("T", 1e12, "G", 1e9, "M", 1e6, "k", 1e3, "c", 1e-2, "m", 1e-3, "u", 1e-6, "µ", 1e-6,
                "n", 1e-9, "p", 1e-12);
        prefixes.forEach((prefix, scale) -> put(units, prefix + symbol, dimension, scale * factor));
        put(units, "f" + symbol, dimension, 1e-15 * factor);
        put(units, "a" + symbol, dimension, 1e-18 * factor);
    }

    private static void put(Map<String, Unit> units, String symbol, Dimension dimension, double factor) {
        units.put(symbol, new Unit(symbol, dimension, factor));
    }
}
