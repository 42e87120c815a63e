"""What was measured and not judged: formulas, scaling, deductions."""
