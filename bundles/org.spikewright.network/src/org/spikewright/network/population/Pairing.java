package org.spikewright.network.population;

/**
 * Which pairs a rule may connect.
 *
 * @param autapses whether a neuron may connect to itself
 * @param multapses whether a pair may be connected more than once
 */
public record Pairing(boolean autapses, boolean multapses) {

    /** Everything is allowed. */
    public static final Pairing ANY = new Pairing(true, true);

    /** Each pair at most once, none with itself. */
    public static final Pairing SIMPLE = new Pairing(false, false);
}
