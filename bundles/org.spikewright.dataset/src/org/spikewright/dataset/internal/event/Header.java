package org.spikewright.dataset.internal.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of text in front of binary events.
 *
 * @param text of all lines
 * @param end where the events begin
 */
record Header(String text, int end) {

    /** All lines at the beginning that start with a character. */
    static Header of(byte[] bytes, char first) {
        int at = 0;
        while (at < bytes.length && bytes[at] == first) {
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            at++;
        }
        int end = Math.min(at, bytes.length);
        return new Header(new String(bytes, 0, end, StandardCharsets.ISO_8859_1), end);
    }

    /** The number that the first match of a pattern has in a group; 0 if there is none. */
    int number(String pattern, int group) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(group)) : 0;
    }

    /** The text that the first match of a pattern has in its group. */
    Optional<String> find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
