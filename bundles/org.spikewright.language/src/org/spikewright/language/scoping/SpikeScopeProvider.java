package org.spikewright.language.scoping;

/** Says what a name may refer to at each place of a model. */
public class SpikeScopeProvider extends AbstractSpikeScopeProvider {
}
