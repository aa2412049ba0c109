package org.spikewright.testing.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One value of a JSON file; enough of JSON to read reference data. */
public final class Json {

    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    /** The value of a file. */
    public static Json read(Path file) throws IOException {
        return new Json(new Parser(Files.readString(file)).value());
    }

    /** A member of an object. */
    public Json get(String name) {
        return new Json(((Map<?, ?>) value).get(name));
    }

    /** A number. */
    public double number() {
        return (Double) value;
    }

    /** A string. */
    public String text() {
        return (String) value;
    }

    /** A list of numbers. */
    public double[] numbers() {
        return ((List<?>) value).stream().mapToDouble(Double.class::cast).toArray();
    }

    /** The elements of a list. */
    public List<Json> elements() {
        return ((List<?>) value).stream().map(element -> new Json(element)).toList();
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Object value() {
            return switch (next()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> word();
            };
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private boolean more(char end) {
            if (next() == ',') {
                at++;
            }
            if (next() == end) {
                at++;
                return false;
            }
            return true;
        }

        private Map<String, Object> object() {
            Map<String, Object> members = new LinkedHashMap<>();
            at++;
            while (more('}')) {
                String name = string();
                next();
                at++;
                members.put(name, value());
            }
            return members;
        }

        private List<Object> array() {
            List<Object> elements = new ArrayList<>();
            at++;
            while (more(']')) {
                elements.add(value());
            }
            return elements;
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                string.append(text.charAt(at));
            }
            at++;
            return string.toString();
        }

        private Object word() {
            int from = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at);
            return switch (word) {
                case "true", "false", "null" -> word;
                default -> Double.valueOf(word);
            };
        }
    }
}
