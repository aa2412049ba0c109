package org.spikewright.ui;

/** The names by which other parts of the workbench find this one. */
public final class SpikewrightUi {

    /** The perspective the workbench opens with. */
    public static final String PERSPECTIVE = "org.spikewright.ui.perspective";

    /** The content type of a model file. */
    public static final String CONTENT_TYPE = "org.spikewright.ui.spike";

    private SpikewrightUi() {
    }
}
