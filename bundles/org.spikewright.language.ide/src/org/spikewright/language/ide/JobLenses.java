package org.spikewright.language.ide;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.codelens.ICodeLensService;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.job.Job;

/** Offers to run each job, above it. The editor does it: the command's arguments are the file's URI and the job's name. */
public class JobLenses implements ICodeLensService {

    /** The command that runs a job. */
    public static final String RUN = "spikewright.run";

    @Override
    public List<? extends CodeLens> computeCodeLenses(Document document, XtextResource resource, CodeLensParams params,
            CancelIndicator cancel) {
        List<CodeLens> lenses = new ArrayList<>();
        if (resource == null) {
            return lenses;
        }
        for (var contents = resource.getAllContents(); contents.hasNext();) {
            if (contents.next() instanceof Job job && job.getName() != null) {
                INode name = NodeModelUtils.findNodesForFeature(job, CorePackage.Literals.NAMED__NAME).getFirst();
                Range range = new Range(document.getPosition(name.getOffset()), document.getPosition(name.getEndOffset()));
                lenses.add(new CodeLens(range, new Command("Run " + job.getName(), RUN,
                        List.of(params.getTextDocument().getUri(), job.getName())), null));
            }
        }
        return lenses;
    }
}
