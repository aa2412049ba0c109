package org.spikewright.record.internal;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Numbers in JSON, which has no word for those that are not finite: they are the texts {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. */
public final class NumberText<N extends Number> extends TypeAdapter<N> {

    /** In double precision. */
    public static final NumberText<Double> DOUBLE = new NumberText<>(Double::valueOf);
    /** In single precision. */
    public static final NumberText<Float> FLOAT = new NumberText<>(Float::valueOf);

    private static final Map<String, Double> NOT_FINITE = Map.of("NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY,
            "-Infinity", Double.NEGATIVE_INFINITY);

    private final Function<String, N> parse;

    private NumberText(Function<String, N> parse) {
        this.parse = parse;
    }

    @Override
    public void write(JsonWriter out, N value) throws IOException {
        if (value == null) {
            out.nullValue();
        } else if (Double.isFinite(value.doubleValue())) {
            out.value(value);
        } else {
            out.value(value.toString());
        }
    }

    @Override
    public N read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        return parse.apply(in.nextString());
    }

    /** A value that may be a number or a text: a number if it is the text of one that is not finite. */
    public static Object read(Object value) {
        return value instanceof String text && NOT_FINITE.containsKey(text) ? NOT_FINITE.get(text) : value;
    }
}
