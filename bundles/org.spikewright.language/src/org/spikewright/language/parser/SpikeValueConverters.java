package org.spikewright.language.parser;

import org.eclipse.xtext.conversion.IValueConverter;
import org.eclipse.xtext.conversion.ValueConverter;
import org.eclipse.xtext.conversion.ValueConverterException;
import org.eclipse.xtext.conversion.impl.AbstractDeclarativeValueConverterService;
import org.eclipse.xtext.conversion.impl.AbstractNullSafeConverter;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.util.Strings;

/** Turns tokens into values and back. */
public class SpikeValueConverters extends AbstractDeclarativeValueConverterService {

    /** Texts in double quotes, with Java's escapes. */
    @ValueConverter(rule = "STRING")
    public IValueConverter<String> text() {
        return new AbstractNullSafeConverter<>() {
            @Override
            protected String internalToString(String value) {
                return '"' + Strings.convertToJavaString(value, false) + '"';
            }

            @Override
            protected String internalToValue(String token, INode node) {
                return Strings.convertFromJavaString(token.substring(1, token.length() - 1), true);
            }
        };
    }

    /** Numbers; whole ones are written without a fraction. */
    @ValueConverter(rule = "Decimal")
    public IValueConverter<Double> decimal() {
        return new AbstractNullSafeConverter<>() {
            @Override
            protected String internalToString(Double value) {
                return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString(value.longValue()) : value.toString();
            }

            @Override
            protected Double internalToValue(String token, INode node) {
                double value = Double.parseDouble(token.strip());
                if (Double.isInfinite(value)) {
                    throw new ValueConverterException("'" + token + "' is too large for a number", node, null);
                }
                return value;
            }
        };
    }
}
