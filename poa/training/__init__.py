"""Training: modules to study, quizzes to pass, sessions held, and the records that prove them."""
