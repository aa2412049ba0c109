package org.spikewright.compile.job;

import java.util.List;
import java.util.Map;
import org.spikewright.common.Dimension;
import org.spikewright.common.Location;
import org.spikewright.network.equation.Expression;

/**
 * What is expected of figures of a run.
 *
 * @param text as it is written, without the word expect
 * @param location where in the model
 * @param comparison how the first term is compared with the bounds
 * @param value the term on the left
 * @param bounds what it is compared with: one, or a lowest and a highest
 * @param dimension of all of them; none for texts
 */
public record ClaimSpec(String text, Location location, Comparison comparison, Term value, List<Term> bounds, Dimension dimension) {

    /** How two values are compared. */
    public enum Comparison {
        LESS("<"), AT_MOST("<="), EQUAL("=="), AT_LEAST(">="), MORE(">"), WITHIN("in");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As it is written in the language. */
        public String sign() {
            return sign;
        }
    }

    /** One side of a comparison. */
    public sealed interface Term {

        /**
         * A number that follows from figures.
         *
         * @param formula in SI units
         * @param figures by the symbols of the formula
         */
        record Number(Expression formula, Map<String, Figure> figures) implements Term {
        }

        /** A text that stands in the model. */
        record Text(String text) implements Term {
        }

        /** A figure that is a text. */
        record TextOf(Figure figure) implements Term {
        }
    }
}
