package org.spikewright.language.validation;

import com.google.inject.Inject;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.service.OperationCanceledManager;
import org.eclipse.xtext.util.Exceptions;
import org.eclipse.xtext.validation.Check;
import org.eclipse.xtext.validation.ValidationMessageAcceptor;
import org.spikewright.common.Severity;
import org.spikewright.compile.Checks;
import org.spikewright.compile.Code;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Variable;

/** Runs the checks of {@link Checks} while a model is typed. */
public class SpikeValidator extends AbstractSpikeValidator {

    @Inject
    private NameChecks names;

    @Inject
    private OperationCanceledManager cancels;

    /** Checks that an import brings something. */
    @Check
    public void imported(Import imported) {
        names.imported(imported, this::accept);
    }

    /** Checks one declaration, and that it is told apart from those before it. */
    @Check
    public void declaration(Declaration declaration) {
        if (declaration.getName() != null) {
            Checks checks = new Checks(DiagnosticSink.once(new Typed()));
            checks.distinct(declaration);
            checks.declaration(declaration);
            names.declared(declaration, DiagnosticSink.once(this::accept));
        }
    }

    /** Checks one parameter, state or input. */
    @Check
    public void variable(Variable variable) {
        new Checks(this::accept).variable(variable);
    }

    private void accept(Code code, String message, EObject element, EStructuralFeature feature) {
        if (code.severity() == Severity.ERROR) {
            getMessageAcceptor().acceptError(message, element, feature, ValidationMessageAcceptor.INSIGNIFICANT_INDEX, code.id());
        } else {
            getMessageAcceptor().acceptWarning(message, element, feature, ValidationMessageAcceptor.INSIGNIFICANT_INDEX, code.id());
        }
    }

    /** What is found while somebody types, who may type on before all of it is. */
    private final class Typed implements DiagnosticSink {

        @Override
        public void report(Code code, String message, EObject element, EStructuralFeature feature) {
            accept(code, message, element, feature);
        }

        @Override
        public void proceed() {
            cancels.checkCanceled(getCancelIndicator());
        }
    }

    /** A mistake in a check is not to be taken for a model without one. */
    @Override
    protected void handleExceptionDuringValidation(Throwable thrown) {
        Exceptions.throwUncheckedException(thrown);
    }
}
