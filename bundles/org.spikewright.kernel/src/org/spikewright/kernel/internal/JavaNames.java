package org.spikewright.kernel.internal;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of the language as names in generated Java. */
final class JavaNames {

    /** What generated methods call their own variables. */
    private static final Set<String> TAKEN = Set.of("drive", "driveSteps", "samples", "steps", "n", "output", "saved",
            "plane", "sample", "j", "t", "at", "in", "hop", "whole", "outputGradient", "driveGradient", "Math", "Float",
            "values", "pitch", "ring", "mask", "row", "stride", "between", "place", "from", "to", "BETWEEN",
            "noise", "fired", "words", "scales", "outside", "INTS", "IntVector", "FloatVector", "VectorOperators", "VectorSpecies", "SPECIES", "Arrays");

    private JavaNames() {
    }

    /** The Java name of a symbol: the same where Java allows it. */
    static String of(String symbol) {
        return of(symbol, TAKEN);
    }

    /** The same where methods use other variables. */
    static String of(String symbol, Set<String> taken) {
        return taken.contains(symbol) || SourceVersion.isKeyword(symbol) ? symbol + "$own" : symbol;
    }

    /** A class name made from a neuron's name. */
    static String ofClass(String neuron) {
        StringBuilder name = new StringBuilder();
        neuron.codePoints().filter(Character::isJavaIdentifierPart).forEach(name::appendCodePoint);
        return name.isEmpty() || !Character.isJavaIdentifierStart(name.codePointAt(0)) ? "N" + name : name.toString();
    }
}
