/** What editors of the language ask for: proposals, descriptions, definitions, tokens; the same for every editor. */
package org.spikewright.language.ide;
