package org.spikewright.common;

/**
 * A place in a model's text.
 *
 * @param file the file as the user named it, or its URI
 * @param line first line, counted from 1
 * @param column first column, counted from 1
 * @param offset characters before the place, counted from 0
 * @param length characters of the place
 */
public record Location(String file, int line, int column, int offset, int length) {

    /** The place of something that has no text of its own. */
    public static final Location NOWHERE = new Location("", 0, 0, 0, 0);

    /** A whole file. */
    public static Location of(String file) {
        return new Location(file, 1, 1, 0, 0);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
