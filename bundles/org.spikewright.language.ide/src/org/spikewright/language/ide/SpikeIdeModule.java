package org.spikewright.language.ide;

/** Says which classes serve an editor of the language, whichever editor it is. */
public class SpikeIdeModule extends AbstractSpikeIdeModule {
}
