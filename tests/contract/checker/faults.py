"""The faults that are planted in an invented city: one of each kind, anywhere in its tables."""

from tests.contract.checker import faults_of_figures, faults_of_promises
from tests.contract.checker.planting import FAULTS, Fault

__all__ = ["FAULTS", "Fault", "faults_of_figures", "faults_of_promises"]
