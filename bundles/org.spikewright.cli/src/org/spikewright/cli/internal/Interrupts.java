package org.spikewright.cli.internal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl+C and a polite kill into a request to stop, for as long as it is open, so that a run can end its record. A
 * second one ends the process at once.
 */
final class Interrupts implements AutoCloseable {

    private static final Signal INTERRUPT = new Signal("INT");
    private static final Signal TERMINATE = new Signal("TERM");

    private final SignalHandler interrupt;
    private final SignalHandler terminate;
    private volatile boolean asked;

    Interrupts(Runnable stop, int exitCode) {
        SignalHandler handler = _ -> {
            if (asked) {
                Runtime.getRuntime().halt(exitCode);
            }
            asked = true;
            stop.run();
        };
        interrupt = Signal.handle(INTERRUPT, handler);
        terminate = Signal.handle(TERMINATE, handler);
    }

    @Override
    public void close() {
        Signal.handle(INTERRUPT, interrupt);
        Signal.handle(TERMINATE, terminate);
    }
}
