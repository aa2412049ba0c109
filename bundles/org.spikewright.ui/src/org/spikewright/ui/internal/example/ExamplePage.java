package org.spikewright.ui.internal.example;

import java.util.List;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.spikewright.workspace.Example;

/** Which example, and what the project is called. */
final class ExamplePage extends WizardPage {

    private final List<Example> examples = Example.all();
    private org.eclipse.swt.widgets.List list;
    private Text description;
    private Text name;

    /** The example for those who have seen none: small, and with all kinds of jobs. */
    private static final String START = "digits";

    ExamplePage() {
        super("example");
        setTitle("Example Project");
        setDescription("Choose a worked system. The project gets copies of its models, yours to change.");
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        area.setLayout(new GridLayout(2, false));
        list = new org.eclipse.swt.widgets.List(area, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL);
        GridData left = new GridData(SWT.FILL, SWT.FILL, false, true);
        left.widthHint = 250;
        left.heightHint = 300;
        list.setLayoutData(left);
        examples.forEach(example -> list.add(example.title()));
        description = new Text(area, SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
        GridData right = new GridData(SWT.FILL, SWT.FILL, true, true);
        right.widthHint = 380;
        right.horizontalIndent = 8;
        description.setLayoutData(right);
        Label label = new Label(area, SWT.NONE);
        label.setText("&Project name:");
        name = new Text(area, SWT.BORDER | SWT.SINGLE);
        name.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        list.addListener(SWT.Selection, _ -> describe());
        name.addListener(SWT.Modify, _ -> validate());
        list.select(Math.max(0, examples.stream().map(Example::name).toList().indexOf(START)));
        list.showSelection();
        describe();
        setControl(area);
    }

    private void describe() {
        Example example = example();
        description.setText(example.description() + "\n\nFiles: " + String.join(", ", example.files().keySet()));
        String free = example.name();
        for (int i = 2; project(free).exists(); i++) {
            free = example.name() + i;
        }
        name.setText(free);
    }

    private void validate() {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        IStatus status = workspace.validateName(name.getText(), IResource.PROJECT);
        setErrorMessage(!status.isOK() ? status.getMessage()
                : project().exists() ? "There is a project '" + name.getText() + "' already; choose another name." : null);
        setPageComplete(getErrorMessage() == null);
    }

    Example example() {
        return examples.get(Math.max(0, list.getSelectionIndex()));
    }

    IProject project() {
        return project(name.getText());
    }

    private static IProject project(String name) {
        return ResourcesPlugin.getWorkspace().getRoot().getProject(name);
    }
}
