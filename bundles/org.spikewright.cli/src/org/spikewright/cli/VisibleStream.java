package org.spikewright.cli;

import java.io.PrintStream;
import org.spikewright.common.Visible;

/**
 * Prints text so that it is seen as it is: nothing in it can steer the terminal. In JSON the replacements mean what they replace. Bytes
 * are passed on as they are.
 */
final class VisibleStream extends PrintStream {

    private VisibleStream(PrintStream stream) {
        super(stream, true, stream.charset());
    }

    static PrintStream on(PrintStream stream) {
        return stream instanceof VisibleStream ? stream : new VisibleStream(stream);
    }

    @Override
    public void print(String text) {
        super.print(Visible.text(String.valueOf(text)));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }
}
