package org.spikewright.ui.internal;

import java.util.Map;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;

import org.spikewright.ui.SpikewrightUi;
import org.spikewright.workspace.Runs;

/** Sets up a workbench over the resources of a workspace. */
public final class SpikewrightWorkbenchAdvisor extends WorkbenchAdvisor {

    private static final String IDE_BUNDLE = "org.eclipse.ui.ide";
    private static final Map<String, String> IMAGES = Map.ofEntries(
            Map.entry(IDE.SharedImages.IMG_OBJ_PROJECT, "obj16/prj_obj"), Map.entry(IDE.SharedImages.IMG_OBJ_PROJECT_CLOSED, "obj16/cprj_obj"),
            Map.entry(IDE.SharedImages.IMG_OPEN_MARKER, "elcl16/gotoobj_tsk"), Map.entry(IDE.SharedImages.IMG_OBJS_TASK_TSK, "obj16/taskmrk_tsk"),
            Map.entry(IDE.SharedImages.IMG_OBJS_BKMRK_TSK, "obj16/bkmrk_tsk"), Map.entry("IMG_OBJS_ERROR_PATH", "obj16/error_tsk"),
            Map.entry("IMG_OBJS_WARNING_PATH", "obj16/warn_tsk"), Map.entry("IMG_OBJS_INFO_PATH", "obj16/info_tsk"),
            Map.entry("IMG_OBJS_FIXABLE_ERROR", "obj16/quickfix_error_obj"), Map.entry("IMG_OBJS_FIXABLE_WARNING", "obj16/quickfix_warning_obj"),
            Map.entry("IMG_OBJS_FIXABLE_INFO", "obj16/quickfix_info_obj"), Map.entry("IMG_ELCL_QUICK_FIX_ENABLED", "elcl16/smartmode_co"),
            Map.entry("IMG_DLCL_QUICK_FIX_DISABLED", "elcl16/smartmode_co"), Map.entry("IMG_OBJS_COMPLETE_TSK", "obj16/complete_tsk"),
            Map.entry("IMG_OBJS_INCOMPLETE_TSK", "obj16/incomplete_tsk"), Map.entry("IMG_ETOOL_PROBLEM_CATEGORY", "etool16/problem_category"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW", "eview16/problems_view"), Map.entry("IMG_ETOOL_PROBLEMS_VIEW_ERROR", "eview16/problems_view_error"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW_WARNING", "eview16/problems_view_warning"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW_INFO", "eview16/problems_view_info"), Map.entry("IMG_LCL_FLAT_LAYOUT", "elcl16/flatLayout"),
            Map.entry("IMG_LCL_HIERARCHICAL_LAYOUT", "elcl16/hierarchicalLayout"), Map.entry("IMG_DLGBAN_QUICKFIX_DLG", "wizban/quick_fix"),
            Map.entry("IMG_DLGBAN_SAVEAS_DLG", "wizban/saveas_wiz"), Map.entry("IMG_WIZBAN_NEWPRJ_WIZ", "wizban/newprj_wiz"),
            Map.entry("IMG_WIZBAN_NEWFOLDER_WIZ", "wizban/newfolder_wiz"), Map.entry("IMG_WIZBAN_NEWFILE_WIZ", "wizban/newfile_wiz"),
            Map.entry("IMG_WIZBAN_IMPORTDIR_WIZ", "wizban/importdir_wiz"), Map.entry("IMG_WIZBAN_IMPORTZIP_WIZ", "wizban/importzip_wiz"),
            Map.entry("IMG_WIZBAN_EXPORTDIR_WIZ", "wizban/exportdir_wiz"), Map.entry("IMG_WIZBAN_EXPORTZIP_WIZ", "wizban/exportzip_wiz"));

    private volatile boolean isEnding;

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
        IDE.registerAdapters();
        IMAGES.forEach((name, path) -> declareImage(configurer, name, path));
    }

    /** The IDE bundle asks for these images by name, and leaves it to the application to provide them. */
    private static void declareImage(IWorkbenchConfigurer configurer, String name, String path) {
        ImageDescriptor image = ResourceLocator.imageDescriptorFromBundle(IDE_BUNDLE, "icons/full/" + path + ".svg")
                .orElseThrow(() -> new IllegalStateException(IDE_BUNDLE + " has no icon " + path));
        configurer.declareImage(name, image, true);
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new SpikewrightWindowAdvisor(configurer);
    }

    @Override
    public IAdaptable getDefaultPageInput() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return SpikewrightUi.PERSPECTIVE;
    }

    /** From here on nobody is there to ask. */
    void end() {
        isEnding = true;
    }

    @Override
    public boolean preShutdown() {
        RunsAtTheEnd runs = new RunsAtTheEnd(PlatformUI.getWorkbench().getService(Runs.class));
        if (!isEnding && !runs.mayEnd(PlatformUI.getWorkbench().getActiveWorkbenchWindow())) {
            return false;
        }
        runs.end();
        return true;
    }

    @Override
    public void postShutdown() {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        try {
            workspace.save(true, new NullProgressMonitor());
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.LOG);
        }
    }
}
