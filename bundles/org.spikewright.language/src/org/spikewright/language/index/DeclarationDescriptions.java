package org.spikewright.language.index;

import java.util.HashMap;
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

/**
 * What a file offers to others: its declarations, each with a fingerprint of its text, functions with their result type; nothing
 * inside them.
 */
public class DeclarationDescriptions extends DefaultResourceDescriptionStrategy {

    private static final String RESULT = "result";
    private static final String TEXT = "text";

    @Override
    public boolean createEObjectDescriptions(EObject element, IAcceptor<IEObjectDescription> acceptor) {
        if (element instanceof Declaration declaration) {
            QualifiedName name = getQualifiedNameProvider().getFullyQualifiedName(declaration);
            if (name != null) {
                Map<String, String> data = new HashMap<>(data(declaration));
                data.put(TEXT, Fingerprint.of(declaration));
                acceptor.accept(EObjectDescription.create(name, declaration, data));
            }
        }
        return element instanceof Model;
    }

    /** The description of a declaration by its full name, for those in the same file. */
    public static IEObjectDescription of(Declaration declaration, QualifiedName name) {
        return EObjectDescription.create(name, declaration, data(declaration));
    }

    private static Map<String, String> data(Declaration declaration) {
        return declaration instanceof Function function && function.getType() != null ? Map.of(RESULT, function.getType()) : Map.of();
    }

    /** The fingerprint of the text of a described declaration. */
    public static String text(IEObjectDescription description) {
        return description.getUserData(TEXT);
    }

    /** The result type of a described function; {@code null} for anything else. */
    public static String result(IEObjectDescription description) {
        return description.getUserData(RESULT);
    }
}
