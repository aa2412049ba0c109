package org.spikewright.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.navigator.resources.ProjectExplorer;

/**
 * Models on the left, their text in the middle, its outline on the right, what is wrong with it and what it did below, and
 * beside that the chip.
 */
public final class SpikewrightPerspective implements IPerspectiveFactory {

    /** Views of other bundles, which may be missing. */
    private static final String RUNS = "org.spikewright.record.ui.runs";
    private static final String FLOOR_PLAN = "org.spikewright.mapping.ui.floorPlan";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editors = layout.getEditorArea();
        layout.addView(ProjectExplorer.VIEW_ID, IPageLayout.LEFT, 0.2f, editors);
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.58f, editors);
        below.addView(IPageLayout.ID_PROBLEM_VIEW);
        below.addView(RUNS);
        below.addView(IPageLayout.ID_PROGRESS_VIEW);
        layout.addView(FLOOR_PLAN, IPageLayout.RIGHT, 0.62f, "below");
        layout.addView(IPageLayout.ID_OUTLINE, IPageLayout.RIGHT, 0.78f, editors);

        layout.addNewWizardShortcut("org.spikewright.ui.example");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.project");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.file");
        layout.addShowViewShortcut(ProjectExplorer.VIEW_ID);
        layout.addShowViewShortcut(IPageLayout.ID_OUTLINE);
        layout.addShowViewShortcut(IPageLayout.ID_PROBLEM_VIEW);
        layout.addShowViewShortcut(RUNS);
        layout.addShowViewShortcut(FLOOR_PLAN);
        layout.addShowViewShortcut(IPageLayout.ID_PROGRESS_VIEW);
    }
}
