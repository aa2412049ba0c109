package org.spikewright.editor.ui.internal;

import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.ltk.ui.refactoring.RefactoringWizard;
import org.eclipse.ltk.ui.refactoring.UserInputWizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;

/** Asks for the new name, says at once why one cannot be, and shows what it changes before it does. */
final class RenameWizard extends RefactoringWizard {

    private final Renaming renaming;

    RenameWizard(Renaming renaming) {
        super(renaming, DIALOG_BASED_USER_INTERFACE | PREVIEW_EXPAND_FIRST_NODE);
        this.renaming = renaming;
        setDefaultPageTitle("Rename");
        setWindowTitle("Rename");
    }

    @Override
    protected void addUserInputPages() {
        addPage(new NamePage(renaming));
    }

    private static final class NamePage extends UserInputWizardPage {

        private static final int PAUSE = 150;

        private final Renaming renaming;
        private Text name;
        private int asked;

        NamePage(Renaming renaming) {
            super("name");
            this.renaming = renaming;
        }

        @Override
        public void createControl(Composite parent) {
            Composite area = new Composite(parent, SWT.NONE);
            area.setLayout(new GridLayout());
            Label label = new Label(area, SWT.NONE);
            label.setText("New &name of '" + renaming.old() + "', in all files:");
            name = new Text(area, SWT.BORDER | SWT.SINGLE);
            GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
            wide.widthHint = convertWidthInCharsToPixels(60);
            name.setLayoutData(wide);
            name.setText(renaming.old());
            name.selectAll();
            name.addListener(SWT.Modify, _ -> changed());
            setPageComplete(false);
            setControl(area);
        }

        private void changed() {
            int question = ++asked;
            renaming.name(name.getText().strip());
            setErrorMessage(null);
            setPageComplete(false);
            name.getDisplay().timerExec(PAUSE, () -> {
                if (question == asked && !name.isDisposed()) {
                    ask(question, name.getText().strip());
                }
            });
        }

        private void ask(int question, String wanted) {
            if (wanted.equals(renaming.old())) {
                return; // nothing to change
            }
            renaming.changes(wanted).whenComplete((_, failure) -> PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
                if (question == asked && !name.isDisposed()) {
                    setPageComplete(failure == null ? new RefactoringStatus()
                            : RefactoringStatus.createFatalErrorStatus(Renaming.reason(failure)));
                }
            }));
        }
    }
}
