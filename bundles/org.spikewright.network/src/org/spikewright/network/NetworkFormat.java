package org.spikewright.network;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A file format in which a job writes a trained network for another tool. Bundles may bring formats of their own. */
public interface NetworkFormat {

    /** What the names of its files end in, without a point before it. */
    String extension();

    /** What keeps a network from being written, if anything does, in the language's words: for instance {@code 'mean' at 'hidden.mean'}. */
    Optional<String> obstacle(Network network);

    /**
     * Writes a network. The same network and weights give the same bytes.
     *
     * @param network without an {@link #obstacle}
     * @param weights of the network
     * @param step length of a time step in seconds
     * @param out buffered; closed by who gave it
     */
    void write(Network network, Weights weights, double step, OutputStream out) throws IOException;
}
