package org.spikewright.language;

/** Says which classes make up the language when there is no editor around it. */
public class SpikeRuntimeModule extends AbstractSpikeRuntimeModule {
}
