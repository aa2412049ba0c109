package org.spikewright.compile;

/**
 * The name of a layer that is being laid out.
 *
 * @param name its own
 * @param owner the one that its stored numbers go by: the same for all uses of a shared layer
 */
record Label(String name, String owner) {

    /** The start of all names. */
    static final Label NONE = new Label("", "");

    /** The name of a part. */
    Label dot(String part) {
        return new Label(join(name, part), join(owner, part));
    }

    private static String join(String whole, String part) {
        if (part == null) {
            return whole + ".unnamed"; // its name is yet to be written
        }
        return whole.isEmpty() ? part : whole + "." + part;
    }
}
