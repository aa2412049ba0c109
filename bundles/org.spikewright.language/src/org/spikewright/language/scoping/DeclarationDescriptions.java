package org.spikewright.language.scoping;

import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.EObjectDescription;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.impl.DefaultResourceDescriptionStrategy;
import org.eclipse.xtext.util.IAcceptor;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Model;

/** What a file offers to others: its declarations, functions with their result type; nothing inside them. */
public class DeclarationDescriptions extends DefaultResourceDescriptionStrategy {

    private static final String RESULT = "result";

    @Override
    public boolean createEObjectDescriptions(EObject element, IAcceptor<IEObjectDescription> acceptor) {
        if (element instanceof Declaration declaration) {
            QualifiedName name = getQualifiedNameProvider().getFullyQualifiedName(declaration);
            if (name != null) {
                acceptor.accept(of(declaration, name));
            }
        }
        return element instanceof Model;
    }

    /** The description of a declaration by its full name. */
    static IEObjectDescription of(Declaration declaration, QualifiedName name) {
        Map<String, String> data = declaration instanceof Function function && function.getType() != null
                ? Map.of(RESULT, function.getType()) : Map.of();
        return EObjectDescription.create(name, declaration, data);
    }

    /** The result type of a described function; {@code null} for anything else. */
    static String result(IEObjectDescription description) {
        return description.getUserData(RESULT);
    }
}
