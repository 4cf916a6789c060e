"""What the fitted checks share at run time: n-grams, linear scores, stored weights. numpy only."""
