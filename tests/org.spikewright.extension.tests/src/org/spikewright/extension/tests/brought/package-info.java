/** What bundles bring that tests make: right and wrong. */
package org.spikewright.extension.tests.brought;
