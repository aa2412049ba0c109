package org.spikewright.execute;

import java.util.Map;

/** A kernel of elements with states that can be watched. */
public interface TracedKernel extends OperatorKernel {

    /** The states of one element after each step, by name, in the run that stands in the frame. */
    Map<String, float[]> trace(Frame frame, int sample, int element);
}
